import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { callForm } from './call-form.ts'
import { createRecord } from './create-record.ts'
import { httpRequest } from './http-request.ts'
import { notify } from './notify.ts'
import { screenPop } from './screen-pop.ts'
import { sendSms } from './send-sms.ts'

const http = { method: 'GET' as const, url: 'https://kensaku.example.jp/cases/1', headers: [{ name: 'X-Key', secret: 'CASES' }], reads: [{ variable: 'amount', expression: 'answer.amount' }], answerVariable: 'answer', timeoutSeconds: 5, retries: 1, sample: '{"amount":39500}' }
const sms = { to: 'contact.from', text: '納付書を再発行しました。', allow050: false, maxSegments: 5 }
const mail = { by: 'mail' as const, to: 'zei@example.jp', subject: '折り返し', text: '折り返しをお願いします。' }
const record = { record: 'callback' as const, title: '折り返し', number: 'contact.from', fields: [{ name: '用件', value: '納税証明' }], dueMinutes: 60, variable: 'record' }
const pop = { title: '自動車税', fields: [{ name: '選択', value: '4' }] }

describeNode(httpRequest, { fixtures: [{ name: 'a lookup', config: http, expressions: { 'answer.amount': [39500, undefined] } }] })
describeNode(sendSms, { fixtures: [{ name: 'to the caller', config: sms, expressions: { 'contact.from': ['09012345678', '0312345678', undefined] } }] })
describeNode(notify, { fixtures: [{ name: 'by mail', config: mail }, { name: 'by webhook', config: { ...mail, by: 'webhook' as const, to: 'https://hooks.example.jp/a' } }] })
describeNode(createRecord, { fixtures: [{ name: 'a callback', config: record, expressions: { 'contact.from': ['09012345678', undefined] } }] })
describeNode(callForm, { fixtures: [{ name: 'a form with one field filled in', config: { form: 'inquiry', values: [{ name: 'kind', value: '{{choice}}' }] }, expressions: { choice: ['4', ''] } }] })
describeNode(screenPop, { fixtures: [{ name: 'a choice', config: pop }] })

it('a secret is asked for by its name, so that no journal holds it', async () => {
  const { operations, effects } = await runWith(httpRequest, { config: http, expressions: { 'answer.amount': [39500] } }, [{ result: 'ok', status: 200, json: { amount: 39500 } }])
  expect(operations[0]).toMatchObject({ op: 'http.request', headers: [{ name: 'X-Key', secret: 'CASES' }] })
  expect(effects).toContainEqual({ set: 'amount', value: 39500 })
})

it('what is filled in never chooses the host', async () => {
  for (const url of ['https://{{host}}/a', 'https://a.example.jp{{more}}', 'https://a.example.jp@evil.example/', 'file:///etc/passwd']) {
    expect(httpRequest.problems?.({ ...http, url }).map(({ code }) => code)).toEqual(['http-url'])
    const { ending, operations } = await runWith(httpRequest, { config: { ...http, url } }, [])
    expect(ending).toEqual({ kind: 'fault', code: 'http-refused' })
    expect(operations).toEqual([])
  }
})

it('a number that takes no SMS is left alone, 050 as configured', async () => {
  const exitTo = async (to: string, allow050: boolean) => (await runWith(sendSms, { config: { ...sms, allow050 }, expressions: { 'contact.from': [to] } }, [{ result: 'accepted', message: 'm' }])).ending
  expect(await exitTo('anonymous', false)).toMatchObject({ result: { exit: 'not-mobile' } })
  expect(await exitTo('05012345678', false)).toMatchObject({ result: { exit: 'not-mobile' } })
  expect(await exitTo('05012345678', true)).toMatchObject({ result: { exit: 'accepted' } })
  expect(await exitTo('+81 90-1234-5678', false)).toMatchObject({ result: { exit: 'accepted' } })
})

it('a text beyond the limit of segments is a problem, and is not sent', async () => {
  const text = 'あ'.repeat(71)
  expect(sendSms.problems?.({ ...sms, text, maxSegments: 1 })).toMatchObject([{ code: 'sms-too-long', pointer: '/text' }])
  expect((await runWith(sendSms, { config: { ...sms, text, maxSegments: 1 }, expressions: { 'contact.from': ['09012345678'] } }, [])).ending).toEqual({ kind: 'fault', code: 'sms-too-long' })
})

it('an address is one of its way', () => {
  expect(notify.problems?.({ ...mail, by: 'webhook' })).toMatchObject([{ code: 'notify-to' }])
  expect(notify.problems?.({ ...mail, to: 'a@b, c@d' })).toMatchObject([{ code: 'notify-to' }])
  expect(notify.problems?.(mail)).toEqual([])
})
