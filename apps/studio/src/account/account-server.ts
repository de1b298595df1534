import { type Answers, client } from '../app/server.ts'

/** A browser in which the person is logged in. Instants are ISO 8601. */
export type OwnLogIn = Answers['account']['logIns'][number]
/** A token of the command line; the token itself is told once, when it is made. */
export type OwnToken = Answers['account']['tokens'][number]

/** What people do about their own account. */
export interface AccountServer {
  changePassword(current: string, next: string): Promise<void>
  /** `uri` is what an authenticator app scans (otpauth), `secret` the same for typing (base32). It counts once it was confirmed. */
  beginSecondFactor(): Promise<{ uri: string; secret: string }>
  confirmSecondFactor(code: string): Promise<{ recoveryCodes: readonly string[] }>
  removeSecondFactor(password: string): Promise<void>
  logIns(): Promise<readonly OwnLogIn[]>
  endLogIn(id: string): Promise<void>
  tokens(): Promise<readonly OwnToken[]>
  makeToken(title: string, days: number): Promise<{ token: string }>
  revokeToken(id: string): Promise<void>
}

/** The runtime that served this page. */
export const accountServer: AccountServer = {
  changePassword: async (current, next) => void (await client.account.changePassword.mutate({ current, next })),
  beginSecondFactor: () => client.account.beginSecondFactor.mutate(),
  confirmSecondFactor: (code) => client.account.confirmSecondFactor.mutate({ code }),
  removeSecondFactor: async (password) => void (await client.account.removeSecondFactor.mutate({ password })),
  logIns: () => client.account.logIns.query(),
  endLogIn: async (id) => void (await client.account.endLogIn.mutate({ id })),
  tokens: () => client.account.tokens.query(),
  makeToken: (title, days) => client.account.makeToken.mutate({ title, days }),
  revokeToken: async (id) => void (await client.account.revokeToken.mutate({ id })),
}
