import type { Operation, Outcome, RequiredSkill, Utterance } from '@madoguchi/sdk'

/**
 * What a caller, or somebody who is called, notices of an operation: what is heard, asked, recorded, and who is connected (architecture.md §5).
 * Names and ids of the flow are not part of it.
 */
export function observable(operation: Operation): string {
  switch (operation.op) {
    case 'call.answer':
    case 'queue.look':
      return operation.op
    case 'call.hangup':
      return operation.reject ? `call.reject ${operation.cause}` : operation.op
    case 'call.play':
      return 'call.play'
    case 'call.ask':
      return `call.ask ${[...operation.keys].toSorted().join('')} ${operation.timeoutSeconds}`
    case 'call.collect':
      return `call.collect ${operation.minDigits}-${operation.maxDigits} ${operation.terminator} ${operation.timeoutSeconds} ${operation.digitTimeoutSeconds}`
    case 'call.record':
      return `call.record ${operation.maxSeconds} ${operation.silenceSeconds} ${operation.finishKey}`
    case 'call.transfer':
      return transferred(operation)
    case 'call.wait':
      return `call.wait ${operation.seconds}`
    case 'call.recording':
      return `call.recording ${operation.act}`
    case 'call.hold':
      return `call.hold ${operation.slot ?? ''} ${operation.maxSeconds} ${operation.repeat.map(heardAs).join('/')}`
    case 'call.retrieve':
      return `call.retrieve ${operation.slot}`
    case 'call.conference':
      return `call.conference ${operation.room} ${operation.maxMembers}`
    case 'queue.join':
      return `queue.join ${operation.queue} ${operation.maxWaitSeconds} ${operation.maxLength} ${operation.announceEverySeconds} ${heardAs(operation.announceFirst)} ${heardAs(operation.announceAgain)}${operation.whisper ? ` ${operation.whisper.map(heardAs).join('/')}` : ''}${operation.leaveKey === undefined ? '' : ` key ${operation.leaveKey}`}${skilled(operation.skills)}`
    case 'http.request':
      return `http.request ${operation.method} ${operation.url} ${operation.body ?? ''}`
    case 'messages.send':
      return `messages.send ${operation.by} ${operation.to} ${operation.subject} ${operation.text}`
    case 'records.create':
      return `records.create ${operation.record} ${operation.number} ${operation.title} ${JSON.stringify(operation.fields)} ${operation.dueMinutes}`
    case 'desk.show':
      return `desk.show ${operation.title} ${JSON.stringify(operation.fields)}${operation.form === undefined ? '' : ` form ${operation.form}`}`
    case 'callbacks.request':
      return `callbacks.request ${operation.queue} ${operation.number} ${operation.priority}`
    case 'service.ask':
      return `service.ask ${operation.plugin} ${operation.service} ${JSON.stringify(operation.input)}`
  }
}

/** Who may take the call; nothing where everybody may. */
function skilled(skills: readonly RequiredSkill[] = []): string {
  return skills.map(({ skill, level }) => ` ${skill} ${level}`).join('')
}

/** Who is called and how; what only some transfers have comes last, so that the others are told as ever. */
function transferred({ to, callerNumber = '', timeoutSeconds, also = [], ringing, whisper }: Extract<Operation, { op: 'call.transfer' }>): string {
  const further = also.length > 0 || whisper ? ` ${[...also, ringing ?? ''].join(',')} ${whisper?.acceptKey ?? ''} ${whisper?.say.map(heardAs).join('/') ?? ''}` : ''
  return `call.transfer ${to} ${callerNumber} ${timeoutSeconds}${further}`
}

/** How an end differs from another for whoever was called. */
export function observableEnd({ kind, target, cause }: Outcome): string {
  return `end ${kind} ${target ?? ''} ${cause ?? ''}`
}

/** Two utterances with the same text and audio are heard alike, whatever their prompts are called. */
export function heardAs(utterance: Utterance | undefined): string {
  return utterance ? `${utterance.text}|${utterance.audio ?? ''}` : ''
}

/** What an operation says first. */
export function saidBy(operation: Operation): readonly Utterance[] {
  return 'say' in operation ? operation.say : []
}
