import type { BothLanguages } from '@madoguchi/schemas'

/** Every failure that people are told about, by code. A code names what happened, never where in the program. */
export type StatedErrorCode =
  | 'DATA_FOLDER_IN_USE'
  | 'DATA_FOLDER_UNUSABLE'
  | 'DATABASE_BINARIES_MISSING'
  | 'DATABASE_NOT_STARTED'
  | 'DATABASE_UNREACHABLE'
  | 'MIGRATION_CHANGED'
  | 'MIGRATION_FAILED'
  | 'MIGRATION_UNKNOWN'
  | 'PORT_IN_USE'
  | 'TELEPHONY_UNUSABLE'
  | 'PORT_INVALID'
  | 'BUNDLE_UNREADABLE'
  | 'BUNDLE_TARGET_NOT_EMPTY'
  | 'BUNDLE_HAS_PROBLEMS'
  | 'DRAFT_CONFLICT'
  | 'DRAFT_CHANGED'
  | 'DRAFT_WORK_OF_OTHERS'
  | 'DOCUMENT_TOO_LARGE'
  | 'NO_SUCH_DOCUMENT'
  | 'NO_SUCH_RELEASE'
  | 'RELEASE_TOO_NEW'
  | 'NO_SUCH_SESSION'
  | 'CALLS_EXHAUSTED'
  | 'NOTHING_TO_PUBLISH'
  | 'NO_SUCH_APPROVAL'
  | 'APPROVAL_REFUSED'
  | 'APPROVAL_REBASE_NEEDED'
  | 'APPROVAL_CONFLICT'
  | 'AUDIO_MISSING'
  | 'SPEECH_NOT_INSTALLED'
  | 'SPEECH_IMPOSSIBLE'
  | 'LOG_IN_FIRST'
  | 'LOG_IN_FAILED'
  | 'LOG_IN_REFUSED'
  | 'LOG_IN_LIMITED'
  | 'TOO_BUSY'
  | 'CHANGE_PASSWORD_FIRST'
  | 'PASSWORD_UNSUITABLE'
  | 'PASSWORD_WRONG'
  | 'CODE_WRONG'
  | 'NO_SUCH_PERSON'
  | 'PERSON_REFUSED'
  | 'ACTING_REFUSED'
  | 'NOT_ALLOWED'
  | 'NO_SUCH_AUDIT_ENTRY'
  | 'AUDIT_SEARCH_TOO_LARGE'
  | 'PLUGIN_UNREADABLE'
  | 'PLUGIN_REFUSED'
  | 'INPUT_INVALID'
  | 'USAGE'

/**
 * A failure that is told to a person in both languages: what happened, where, what is safe, what to do.
 * `data` travels to the studio (a conflict's other content, a list of problems); it never holds secrets.
 */
export class StatedError extends Error {
  readonly code: StatedErrorCode
  readonly said: BothLanguages
  readonly data: unknown

  constructor(code: StatedErrorCode, said: BothLanguages, more: { cause?: unknown; data?: unknown } = {}) {
    super(said.en, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'StatedError'
    this.code = code
    this.said = said
    this.data = more.data
  }
}
