import { type Answers, client } from '../app/server.ts'

/** The person who has logged in. `permissions` are of now: those of a deputy grow while they act (R74), and there are none while a new password is owed. */
export type Me = NonNullable<Answers['logIn']['me']['person']>
/** What the log-in page may offer; `demo` is empty unless the runtime was started with demo data and is asked from its own machine. */
export type LogInOptions = Answers['logIn']['options']
export type DemoPerson = LogInOptions['demo'][number]
/** What a step of logging in leads to. */
export type LogInNext = Answers['logIn']['withPassword']['next']

/** The procedures that log in and out. */
export interface LogInServer {
  options(): Promise<LogInOptions>
  withPassword(loginName: string, password: string): Promise<LogInNext>
  /** A code of the second factor, or a recovery code. */
  secondFactor(code: string): Promise<LogInNext>
  asDemo(personId: string): Promise<LogInNext>
  changePassword(current: string, next: string): Promise<void>
  me(): Promise<{ person: Me | null }>
  out(): Promise<void>
}

/** The runtime that served this page. */
export const logInServer: LogInServer = {
  options: () => client.logIn.options.query(),
  withPassword: async (loginName, password) => (await client.logIn.withPassword.mutate({ loginName, password })).next,
  secondFactor: async (code) => (await client.logIn.secondFactor.mutate({ code })).next,
  asDemo: async (personId) => (await client.logIn.asDemo.mutate({ personId })).next,
  changePassword: async (current, next) => void (await client.account.changePassword.mutate({ current, next })),
  me: () => client.logIn.me.query(),
  out: async () => void (await client.logIn.out.mutate()),
}
