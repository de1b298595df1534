import type { Page } from '@playwright/test'
import type { Prompts } from '@madoguchi/schemas'
import config from '../playwright.config.ts'
import { axeFindings } from './axe.ts'
import { soundFile, wavOf } from './sounds.ts'
import { ask, card, draftDocument, expect, resetDraft, saved, test } from './studio.ts'

/** A microphone that says one second and is silent for one, quietly; Chromium repeats it. */
const speaking = soundFile('speaking.wav', { sampleRate: 48_000, parts: [[1, 0.02], [1, 0]] })
const { launchOptions } = config.use ?? {}
test.use({ launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${speaking}`] } })

const path = 'prompts/guidance.json'
const prompts = async (page: Page) => (await draftDocument(page, path)) as unknown as Prompts
const audioOf = async (page: Page, id = 'g.ah.end') => (await prompts(page)).prompts[id]?.audio?.ja
const japanese = (page: Page) => page.getByRole('group', { name: '音声（日本語）' })

async function openEditor(page: Page, id = 'g.ah.end'): Promise<void> {
  await page.goto(`${process.env.STUDIO_ADDRESS}/prompts?id=${id}`)
  await page.getByRole('button', { name: /を編集$/ }).first().click()
  await expect(japanese(page)).toBeVisible()
}

test.beforeEach(async ({ studio }) => resetDraft(await studio.open('/')))

test('a prompt is recorded, trimmed by keys and by mouse, heard, stored as telephone audio, and undone', async ({ studio }) => {
  const page = await studio.open('/')
  const before = await audioOf(page)
  await openEditor(page)
  await japanese(page).getByRole('button', { name: '録音する' }).click()
  const panel = page.getByRole('region', { name: '録音' })
  await expect(panel.getByRole('combobox', { name: 'マイク' })).toBeVisible()
  await expect(panel.getByRole('meter')).toHaveAttribute('aria-valuetext', /ちょうどよい|小さめ/)
  await panel.getByRole('button', { name: '録音を始める' }).press('Enter')
  await expect(panel.getByText('秒後に録音します')).toBeAttached()
  await expect(panel.getByRole('timer')).toContainText('録音中 0:04', { timeout: 15_000 })
  await panel.getByRole('button', { name: '録音を終える' }).press('Enter')
  const [from, until] = [panel.getByRole('slider', { name: '使う部分のはじめ' }), panel.getByRole('slider', { name: '使う部分の終わり' })]
  const at = async (edge: typeof from) => Number(await edge.getAttribute('aria-valuenow'))
  await from.press('Home')
  await from.press('ArrowRight')
  expect(await at(from)).toBeCloseTo(0.05, 2)
  await until.press('End')
  const whole = await at(until)
  expect(whole).toBeGreaterThan(3.5)
  await until.press('Shift+ArrowLeft')
  expect(await at(until)).toBeCloseTo(whole - 0.5, 2)
  const box = await panel.getByRole('group', { name: '録音の波形' }).boundingBox()
  if (!box) throw new Error('no waveform')
  await page.mouse.move(box.x + box.width * 0.8, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.5, box.y + 40, { steps: 4 })
  await page.mouse.up()
  expect(await at(until)).toBeCloseTo(whole / 2, 0)
  await panel.getByRole('button', { name: '電話の音で聞く' }).press('Enter')
  await expect(panel.getByRole('button', { name: '電話の音で聞く' })).toHaveAttribute('aria-pressed', 'true')
  expect(await axeFindings(page)).toEqual([])
  await page.screenshot({ path: '../../node_modules/.cache/studio-e2e/take.png' })
  const kept = (await at(until)) - (await at(from))
  await panel.getByRole('button', { name: 'この録音を使う' }).press('Enter')
  await expect(japanese(page).getByText('登録しました')).toBeVisible()
  expect(await audioOf(page), 'nothing is in the draft before it is applied').toEqual(before)
  await page.getByRole('button', { name: '下書きに反映' }).click()
  await expect.poll(async () => (await audioOf(page))?.source).toBe('recorded')
  const audio = await audioOf(page)
  expect(audio?.seconds).toBeCloseTo(kept, 1)
  const wav = await (await page.request.get(`${process.env.STUDIO_ADDRESS}/audio/${audio?.sha256}.wav`)).body()
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([1, 1, 8000, 16])
  expect(rms(wav), 'as loud as the other guidance, though the microphone was quiet').toBeGreaterThan(-24)
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect.poll(async () => audioOf(page)).toEqual(before)
})

test('a take is recorded again, and thrown away without a trace', async ({ studio }) => {
  const page = await studio.open('/')
  await openEditor(page)
  await japanese(page).getByRole('button', { name: '録音する' }).click()
  const panel = page.getByRole('region', { name: '録音' })
  for (const next of ['録り直す', '破棄する']) {
    await panel.getByRole('button', { name: '録音を始める' }).click()
    await expect(panel.getByRole('timer')).toContainText('0:01', { timeout: 15_000 })
    await panel.getByRole('button', { name: '録音を終える' }).click()
    await panel.getByRole('button', { name: next }).click()
  }
  await expect(panel).toBeHidden()
  await page.getByRole('button', { name: '閉じる' }).last().click()
  await expect(japanese(page)).toBeHidden()
})

test('a loud stereo file is converted and levelled; one that is right stays byte for byte; what is no prompt is refused with the reason', async ({ studio }) => {
  const page = await studio.open('/')
  await openEditor(page)
  const choose = (buffer: Buffer, name = 'a.wav') => japanese(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'audio/wav', buffer })
  await choose(wavOf({ sampleRate: 44_100, channels: 2, parts: [[2, 0.9]] }))
  await expect(japanese(page).getByText(/登録しました（2秒、音の大きさ .* → -19\.4 LUFS）/)).toBeVisible()
  await choose(Buffer.from('this is no sound at all'))
  await expect(japanese(page).getByText('このファイルは音声として読めません')).toBeVisible()
  await choose(wavOf({ sampleRate: 8000, parts: [[2, 0]] }))
  await expect(japanese(page).getByText('音が入っていません（無音）')).toBeVisible()
  await choose(wavOf({ sampleRate: 8000, parts: [[301, 0.2]] }))
  await expect(japanese(page).getByText('5分より長い音声は登録できません')).toBeVisible()
  await choose(wavOf({ sampleRate: 8000, parts: [[0.01, 0.2]] }))
  await expect(japanese(page).getByText('音声が入っていないか、短すぎます')).toBeVisible()
  const shipped = await audioOf(page, 'g.ah.1')
  await choose(await (await page.request.get(`${process.env.STUDIO_ADDRESS}/audio/${shipped?.sha256}.wav`)).body())
  await expect(japanese(page).getByText('そのまま登録しました')).toBeVisible()
  await page.getByRole('button', { name: '下書きに反映' }).click()
  await expect.poll(async () => (await audioOf(page))?.sha256).toBe(shipped?.sha256)
})

test('compressed audio that the browser decodes becomes telephone audio', async ({ studio }) => {
  const page = await studio.open('/')
  await openEditor(page)
  const opus = await page.evaluate(async () => {
    const context = new AudioContext()
    const tone = new OscillatorNode(context, { frequency: 440 })
    const to = context.createMediaStreamDestination()
    tone.connect(to)
    tone.start()
    const recorder = new MediaRecorder(to.stream, { mimeType: 'audio/webm;codecs=opus' })
    const made = new Promise<Blob>((resolve) => recorder.addEventListener('dataavailable', ({ data }) => resolve(data)))
    recorder.start()
    setTimeout(() => recorder.stop(), 1500)
    return [...new Uint8Array(await (await made).arrayBuffer())]
  })
  await japanese(page).locator('input[type=file]').setInputFiles({ name: 'voice.webm', mimeType: 'audio/webm', buffer: Buffer.from(opus) })
  await expect(japanese(page).getByText(/登録しました（1\.\d秒、音の大きさ/)).toBeVisible()
})

test('audio whose text has changed is marked in the list, on the page, in the picker and among the problems, until the audio is new', async ({ studio }) => {
  const page = await studio.open('/')
  await openEditor(page, 'g.ah.menu')
  await page.getByRole('textbox', { name: /^文（日本語）/ }).fill('番号を押してください。')
  await expect(japanese(page).getByText('文と違う')).toBeVisible()
  await page.getByRole('button', { name: '下書きに反映' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'g.ah.menu' })).toContainText('文と違う')
  await saved(page).catch(() => {})
  await page.goto(`${process.env.STUDIO_ADDRESS}/flows/after-hours`)
  await card(page, 'menu').click({ position: { x: 80, y: 16 } })
  await expect(page.getByText('文を変えたあと、音声は前のままです').first()).toBeVisible()
  const problems = page.locator('[data-panel="problems"]')
  await problems.getByRole('button').first().click()
  await expect(problems).toContainText('「g.ah.menu」の文が変わりましたが、音声（ja）は前の文のままです')
  await problems.getByRole('button').first().click()
  await page.getByRole('button', { name: '文と音声を編集: 番号の案内' }).first().click()
  await japanese(page).locator('input[type=file]').setInputFiles({ name: 'new.wav', mimeType: 'audio/wav', buffer: wavOf({ sampleRate: 16_000, parts: [[1.5, 0.3]] }) })
  await expect(japanese(page).getByText('最新')).toBeVisible()
  await page.getByRole('button', { name: '下書きに反映' }).click()
  await expect(page.getByText('文を変えたあと、音声は前のままです')).toHaveCount(0)
})

test('a new prompt is made from where it is wanted, and picked there', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await card(page, 'hours-and-web').click({ position: { x: 80, y: 16 } })
  await page.getByRole('button', { name: '新しい案内を作る' }).first().click()
  await expect(page.getByRole('textbox', { name: /^ID/ })).toHaveValue('g.after-hours.hours-and-web')
  await page.getByRole('textbox', { name: /^名前（日本語）/ }).fill('キャンペーンの案内')
  await page.getByRole('textbox', { name: /^文（日本語）/ }).fill('ただいまキャンペーン中です。')
  await page.screenshot({ path: '../../node_modules/.cache/studio-e2e/new-prompt.png' })
  await page.getByRole('button', { name: '下書きに反映' }).click()
  await saved(page)
  expect((await prompts(page)).prompts['g.after-hours.hours-and-web']?.text.ja).toBe('ただいまキャンペーン中です。')
  expect(JSON.stringify(await draftDocument(page, 'call/after-hours.json'))).toContain('g.after-hours.hours-and-web')
  await expect(page.getByRole('list', { name: '言語ごとの状態' }).first()).toContainText('日本語：文だけ（音声なし）')
})

test('the server speaks the text, a reading is mended and heard, and the speech becomes the audio', async ({ studio }) => {
  const page = await studio.open('/')
  const { voice, missing } = await ask<{ voice: string | null; missing: { ja: string } | null }>(page, 'speech.status')
  await openEditor(page)
  const button = japanese(page).getByRole('button', { name: '音声合成で作る' })
  if (voice === null) {
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await expect(japanese(page).getByText(missing?.ja ?? '')).toBeVisible()
    return
  }
  await button.click()
  await page.getByRole('button', { name: '読み上げを聞く' }).click()
  const reading = page.getByTestId('reading')
  await expect(reading).toContainText('デンワ')
  const panel = page.getByRole('region', { name: '音声合成で作る' })
  await panel.getByRole('textbox', { name: /^書き方/ }).fill('電話')
  await panel.getByRole('textbox', { name: /^読み/ }).fill('テレホン')
  await panel.getByRole('button', { name: '直して聞く' }).click()
  await expect(reading).toContainText('テレホン')
  await expect(page.getByRole('button', { name: 'この音声を使う' }), 'not made with the dictionary as it is').toHaveCount(0)
  await panel.getByRole('button', { name: '辞書に入れる' }).click()
  await expect(page.getByRole('button', { name: 'この音声を使う' })).toBeVisible()
  await page.screenshot({ path: '../../node_modules/.cache/studio-e2e/speech.png' })
  await page.getByRole('button', { name: 'この音声を使う' }).click()
  await page.getByRole('button', { name: '下書きに反映' }).click()
  await expect.poll(async () => (await audioOf(page))?.voice).toBe(voice)
  expect((await prompts(page)).readings).toEqual({ 電話: { say: 'テレホン' } })
  await expect(page.getByRole('region', { name: '読み方の辞書' })).toContainText('電話 → テレホン')
})

/** dB of full scale over the loudest half of the sound. */
function rms(wav: Buffer): number {
  const squares = Array.from({ length: (wav.length - 44) / 2 }, (_, index) => (wav.readInt16LE(44 + index * 2) / 32_768) ** 2).toSorted((a, b) => b - a)
  const half = squares.slice(0, squares.length / 2)
  return 10 * Math.log10(half.reduce((sum, square) => sum + square, 0) / half.length)
}
