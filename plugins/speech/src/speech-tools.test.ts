import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SpeechToolMissing, findSpeechTools } from './speech-tools.ts'

const dictionary = mkdtempSync(join(tmpdir(), 'madoguchi-dictionary-'))
writeFileSync(join(dictionary, 'sys.dic'), '')
afterAll(() => rmSync(dictionary, { recursive: true, force: true }))

/** `node` stands in for both programs: only their presence is looked at. */
const programs = { MADOGUCHI_OPEN_JTALK: process.execPath, MADOGUCHI_SOX: process.execPath, MADOGUCHI_JTALK_DICTIONARY: dictionary }

describe('findSpeechTools', () => {
  it('says in both languages which program is missing and how to get it', () => {
    const find = () => findSpeechTools({ ...programs, MADOGUCHI_OPEN_JTALK: '/nowhere/open_jtalk' })
    expect(find).toThrow(SpeechToolMissing)
    expect(find).toThrow('/nowhere/open_jtalk がありません')
    expect(find).toThrow('/nowhere/open_jtalk is not installed (apt-get install open-jtalk')
  })

  it('asks for a dictionary and a voice file that exist', () => {
    expect(() => findSpeechTools({ ...programs, MADOGUCHI_JTALK_DICTIONARY: '/nowhere' })).toThrow('/nowhere')
    expect(() => findSpeechTools(programs)).toThrow('--voice FILE')
    expect(() => findSpeechTools(programs, '/nowhere.htsvoice')).toThrow('/nowhere.htsvoice')
    expect(findSpeechTools(programs, process.execPath).voice).toBe(process.execPath)
  })
})
