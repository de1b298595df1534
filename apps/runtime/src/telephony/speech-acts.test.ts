import { expect, it } from 'vitest'
import { askAct, askedKey, collectAct, collected, messageMs, playAct, recordAct, unplayed } from './speech-acts.ts'
import { SpeechFiles } from './speech-files.ts'

const files = new SpeechFiles('/prompts', (file) => !file.includes('gone'))
const say = (audio: string | undefined, seconds = 2) => ({ prompt: `p-${audio}`, text: '', audio, seconds })
const of = (variables: Record<string, string>) => (name: string) => variables[name]

it('several files are one argument, so that a key in any of them ends all', () => {
  expect(playAct([say('a'), say('b')], files).applications).toEqual([{ name: 'playback', argument: 'file_string:///prompts/a.wav!/prompts/b.wav' }])
})

it('a question takes any single key, waits after the speech, and has a variable of its own', () => {
  const act = askAct({ op: 'call.ask', say: [say('a')], own: 0, keys: '12', timeoutSeconds: 10 }, 7, files)
  expect(act.applications[0]?.argument).toBe('1 1 1 10000 none /prompts/a.wav silence_stream://20 md_ask_7 . 10000')
  expect(act.finished(of({}))).toBe(false)
  expect(act.finished(of({ read_result: 'failure' }))).toBe(true)
  expect([askedKey(of({ md_ask_7: '*' }), 7), askedKey(of({ md_ask_6: '1' }), 7), askedKey(of({ md_ask_7: '' }), 7)]).toEqual(['*', null, null])
})

it('digits pressed ahead shorten what is waited for and skip the speech', () => {
  const operation = { op: 'call.collect', say: [say('a')], own: 0, minDigits: 1, maxDigits: 6, terminator: '#', timeoutSeconds: 10, digitTimeoutSeconds: 3, secret: false } as const
  expect(collectAct({ ...operation, say: [say('a')] }, '', 1, files).applications[0]?.argument).toBe('1 6 1 10000 # /prompts/a.wav silence_stream://20 md_ask_1 . 3000')
  expect(collectAct({ ...operation, say: [say('a')] }, '12', 1, files).applications[0]?.argument).toBe('1 4 1 3000 # silence silence_stream://20 md_ask_1 . 3000')
  expect(collected(of({ md_ask_1: '12', read_terminator_used: '#' }), 1)).toEqual({ digits: '12', terminated: true })
})

it('the finish key ends a recording, and without one no key does', () => {
  const operation = { op: 'call.record', say: [say('a')], maxSeconds: 60, silenceSeconds: 5, finishKey: '' } as const
  const keys = (finishKey: string) => recordAct({ ...operation, say: [say('a')], finishKey }, '/r/x.wav', files).applications[1]?.argument
  expect([keys('#'), keys('')]).toEqual(['playback_terminators=#', 'playback_terminators=none'])
})

it('a recording that holds only the silence that ended it is none; one ended by a key is', () => {
  const operation = { op: 'call.record', say: [], maxSeconds: 60, silenceSeconds: 5, finishKey: '#' } as const
  const ms = (variables: Record<string, string>) => messageMs({ ...operation, say: [] }, of(variables))
  expect([ms({}), ms({ record_ms: '400' }), ms({ record_ms: '5200' }), ms({ record_ms: '9000' }), ms({ record_ms: '3000', playback_terminator_used: '#' })]).toEqual([undefined, undefined, undefined, 9000, 3000])
})

it('a file that is not there, or a prompt without audio, is named before anything is played', () => {
  expect(files.missing([say('a'), say('gone'), say(undefined)])).toEqual(['p-gone', 'p-undefined'])
})

it('what FreeSWITCH passed over silently shows in the time it took', () => {
  expect(unplayed([say('a'), say('b')], 'FILE NOT FOUND', 0)).toEqual(['p-a', 'p-b'])
  expect(unplayed([say('a'), say('b')], 'FILE PLAYED', 2.1)).toEqual(['p-b'])
  expect(unplayed([say('a'), say('b')], 'FILE PLAYED', 4.1)).toEqual([])
})

it('a folder that FreeSWITCH would read as several words is refused', () => {
  for (const folder of ['prompts', '/a b', '/a!b', '/a${x}', "/a'b"]) expect(() => new SpeechFiles(folder)).toThrow(RangeError)
})
