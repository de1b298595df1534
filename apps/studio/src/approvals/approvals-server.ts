import type { BothLanguages } from '@madoguchi/schemas'
import { type Answers, client } from '../app/server.ts'

export type ApprovalSummary = Answers['approvals']['list'][number]
export type ApprovalDetail = Answers['approvals']['get']
export type ApprovalState = ApprovalSummary['state']
export type ApprovalComment = ApprovalDetail['comments'][number]

/** A document that both the live release and a request changed in the same place. */
export interface Clash {
  path: string
  mine: string | null
  theirs: string | null
}

/** Where a comment points; none: the whole request. */
export interface CommentPlace {
  document?: string
  node?: string
}

/** Requests for approval as the runtime keeps them. */
export interface ApprovalsServer {
  list(states: readonly ApprovalState[] | undefined, before: number | undefined): Promise<ApprovalSummary[]>
  get(id: number): Promise<ApprovalDetail>
  files(id: number): Promise<{ base: Record<string, string>; files: Record<string, string> }>
  /** @returns the number of the release; null: it waits for its time */
  approve(id: number, snapshot: number, message: string): Promise<number | null>
  sendBack(id: number, message: string): Promise<void>
  withdraw(id: number): Promise<void>
  /** @param resolved for each document that both changed, the text that shall hold; null removes it */
  rebase(id: number, resolved?: Record<string, string | null>): Promise<void>
  comment(id: number, text: string, place: CommentPlace): Promise<void>
}

export const pageSize = 50

export const approvalsServer: ApprovalsServer = {
  list: (states, before) => client.approvals.list.query({ limit: pageSize, ...(states ? { states: [...states] } : {}), ...(before === undefined ? {} : { before }) }),
  get: (id) => client.approvals.get.query({ id }),
  files: (id) => client.approvals.files.query({ id }),
  approve: async (id, snapshot, message) => (await client.approvals.approve.mutate({ id, snapshot, ...(message === '' ? {} : { message }) })).release,
  sendBack: async (id, message) => void (await client.approvals.sendBack.mutate({ id, message })),
  withdraw: async (id) => void (await client.approvals.withdraw.mutate({ id })),
  rebase: async (id, resolved) => void (await client.approvals.rebase.mutate({ id, ...(resolved ? { resolved } : {}) })),
  comment: async (id, text, place) => void (await client.approvals.comment.mutate({ id, text, ...place })),
}

/** What a state means for the person who reads it. */
export const stateNames: Record<ApprovalState, BothLanguages> = {
  open: { ja: '承認待ち', en: 'Waiting for approval' },
  returned: { ja: '差し戻し', en: 'Sent back' },
  withdrawn: { ja: '取り下げ', en: 'Withdrawn' },
  waiting: { ja: '公開予約', en: 'Scheduled' },
  released: { ja: '公開済み', en: 'Released' },
  stale: { ja: '再承認が必要', en: 'Needs approval again' },
}
