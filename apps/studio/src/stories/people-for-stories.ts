import type { Permission } from '@madoguchi/runtime/router'
import type { AccountServer, OwnToken } from '../account/account-server.ts'
import type { LogInServer, Me } from '../log-in/log-in-server.ts'
import type { ActingPeriod, PeopleServer, PersonSummary } from '../people/people-server.ts'

const at = '2026-11-20T00:15:00.000Z'

/** Who looks at a story, with the permissions that it needs. */
export function person(permissions: readonly string[], change: Partial<Me> = {}): Me {
  return { id: 'p-1', name: '佐藤 由美', organisation: '県税務課', roles: ['administrator'], actingFor: null, permissions: permissions as Permission[], mustChangePassword: false, secondFactor: false, demo: false, ...change }
}

const summary = (id: number, change: Partial<PersonSummary>): PersonSummary => ({
  id: `p-${id}`, loginName: `person-${id}`, name: '', organisation: 'コールセンター受託者', organisationKind: 'contractor', approvalReason: null, roles: ['agent'], state: 'active', lockedUntil: null,
  lastLogInAt: at, validUntil: null, createdAt: at, secondFactor: false, oidc: false, demo: false, ...change,
})

/** Accounts in memory, one in each state, kept by the rules of the server as far as screens show them. */
export function peopleForStories(): PeopleServer {
  let people = [
    summary(1, { name: '佐藤 由美', organisation: '県税務課', organisationKind: 'prefecture', roles: ['administrator'], secondFactor: true }),
    summary(2, { name: '高橋 健一', roles: ['general-manager'] }),
    summary(3, { name: '伊藤 真理', roles: ['deputy', 'supervisor'] }),
    summary(4, { name: '中村 葵', state: 'locked', lockedUntil: '2026-11-20T00:30:00.000Z' }),
    summary(5, { name: '山本 翔', state: 'disabled', lastLogInAt: null }),
    summary(6, { name: '小林 誠', organisation: '県監査課', organisationKind: 'prefecture', roles: ['auditor'], validUntil: '2027-03-31T15:00:00.000Z' }),
    summary(7, { name: '保守 次郎', organisation: '保守会社', organisationKind: 'other', approvalReason: '交換機の保守のため', roles: ['supervisor'], state: 'unused' }),
  ]
  let periods: ActingPeriod[] = []
  const change = (id: string, part: Partial<PersonSummary>) => void (people = people.map((one) => (one.id === id ? { ...one, ...part } : one)))
  return {
    list: async () => people,
    create: async ({ validUntil = null, approvalReason = null, ...facts }) => {
      people = [...people, summary(people.length + 1, { ...facts, validUntil, approvalReason, lastLogInAt: null })]
      return { temporaryPassword: 'abcd-efgh-jkmn-pqrs' }
    },
    update: async ({ id, ...part }) => change(id, part),
    setRoles: async (id, roles) => change(id, { roles: [...roles] }),
    disable: async (id) => change(id, { state: 'disabled' }),
    enable: async (id) => change(id, { state: 'active' }),
    unlock: async (id) => change(id, { state: 'active', lockedUntil: null }),
    resetPassword: async () => ({ temporaryPassword: 'abcd-efgh-jkmn-pqrs' }),
    resetSecondFactor: async (id) => change(id, { secondFactor: false }),
    acting: async () => periods.find(({ endsAt }) => endsAt === null) ?? null,
    actingPeriods: async () => periods,
    startActing: async ({ personId, reason }) => void (periods = [{ id: periods.length + 1, personId, name: people.find(({ id }) => id === personId)?.name ?? '', startsAt: at, endsAt: null, reason, startedBy: '佐藤 由美', endedBy: null }, ...periods]),
    endActing: async (id) => void (periods = periods.map((period) => (period.id === id ? { ...period, endsAt: '2026-11-20T08:00:00.000Z', endedBy: '佐藤 由美' } : period))),
  }
}

/** Every password is right except "wrong"; what comes next is what the story asks for. */
export function logInForStories(next: 'done' | 'second-factor' | 'change-password', demo: boolean): LogInServer {
  return {
    options: async () => ({
      demo: demo ? [{ id: 'p-1', name: '佐藤 由美', role: 'administrator', organisation: '県税務課（デモ）' }, { id: 'p-6', name: '小林 誠', role: 'auditor', organisation: '県税務課（デモ）' }] : [],
      oidc: demo ? null : { title: { ja: '県の職員認証', en: 'the prefecture’s sign-in' } },
    }),
    withPassword: async () => next,
    secondFactor: async () => 'done',
    asDemo: async () => 'done',
    changePassword: async () => {},
    me: async () => ({ person: null }),
    out: async () => {},
  }
}

/** One's own account in memory. */
export function accountForStories(): AccountServer {
  let tokens: OwnToken[] = [{ id: '0123456789abcdef', title: '夜間バックアップ', createdAt: at, expiresAt: '2036-11-20T00:15:00.000Z', lastUsedAt: at, revokedAt: null }]
  return {
    changePassword: async () => {},
    beginSecondFactor: async () => ({ uri: 'otpauth://totp/Madoguchi:hanako?issuer=Madoguchi&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }),
    confirmSecondFactor: async () => ({ recoveryCodes: Array.from({ length: 10 }, (_, index) => `ab${index}de-fgh${index}k`) }),
    removeSecondFactor: async () => {},
    logIns: async () => [
      { id: 'a', createdAt: at, lastSeenAt: at, address: '127.0.0.1', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0', current: true },
      { id: 'b', createdAt: at, lastSeenAt: at, address: '192.0.2.7', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', current: false },
    ],
    endLogIn: async () => {},
    tokens: async () => tokens,
    makeToken: async (title) => {
      tokens = [{ id: `${tokens.length}`.padStart(16, '0'), title, createdAt: at, expiresAt: '2036-11-20T00:15:00.000Z', lastUsedAt: null, revokedAt: null }, ...tokens]
      return { token: 'mdg_shown-this-one-time-only' }
    },
    revokeToken: async (id) => void (tokens = tokens.map((token) => (token.id === id ? { ...token, revokedAt: at } : token))),
  }
}
