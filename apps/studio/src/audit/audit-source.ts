import type { AppRouter } from '@madoguchi/runtime/router'
import type { inferProcedureOutput } from '@trpc/server'
import { createTRPCClient, httpLink } from '@trpc/client'
import { toFailure } from '../app/failure.ts'
import { client, tellRefusal } from '../app/server.ts'
import type { Language } from '../i18n/language.ts'

type Procedures = AppRouter['_def']['record']['audit']
export type AuditLine = inferProcedureOutput<Procedures['list']>[number]
export type AuditDetail = inferProcedureOutput<Procedures['get']>
export type AuditChoices = inferProcedureOutput<Procedures['choices']>
export type AuditProof = inferProcedureOutput<Procedures['verify']>
export type AuditAnchors = inferProcedureOutput<Procedures['anchors']>
export type ExportFormat = 'csv' | 'jsonl'

/** What is looked for, as the runtime takes it; instants in ISO 8601, `to` is the first that does not belong any more. */
export interface AuditQuery {
  person?: string
  action?: string
  subject?: string
  from?: string
  to?: string
  text?: string
}

export interface ExportRequest extends AuditQuery {
  format: ExportFormat
  language: Language
  reason: string
  after?: number
  upTo?: number
}

export interface ExportPage {
  text: string
  entries: number
  upTo: number
  next: number | null
}

/** What the page asks of the runtime; stories and tests give their own. */
export interface AuditSource {
  /** Newest first, numbers below `before`. */
  list(page: AuditQuery & { before?: number; limit: number }): Promise<readonly AuditLine[]>
  get(n: number): Promise<AuditDetail>
  choices(): Promise<AuditChoices>
  verify(): Promise<AuditProof>
  anchors(): Promise<AuditAnchors>
  export(request: ExportRequest): Promise<ExportPage>
}

/** Searches and reasons go in the body of a POST: addresses are short, and proxies write them down. */
const inBody = createTRPCClient<AppRouter>({ links: [httpLink({ url: '/trpc', methodOverride: 'POST' })] })

async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (cause) {
    tellRefusal(toFailure(cause).code)
    throw cause
  }
}

/** The audit log of the runtime that served this page. */
export const runtimeAudit: AuditSource = {
  list: (page) => asked(inBody.audit.list.query(page)),
  get: (n) => client.audit.get.query({ n }),
  choices: () => client.audit.choices.query(),
  verify: () => asked(inBody.audit.verify.query()),
  anchors: () => client.audit.anchors.query(),
  export: (request) => asked(inBody.audit.export.query(request)),
}
