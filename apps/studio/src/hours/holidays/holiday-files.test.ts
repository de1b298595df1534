import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { holidayChanges, withChanges } from './merge-holidays.ts'
import { readHolidayFile } from './read-holiday-file.ts'

const header = '国民の祝日・休日月日,国民の祝日・休日名称'
const csv = (...lines: string[]) => [header, ...lines, ''].join('\r\n')
const read = (text: string, encoding = 'shift_jis', name = 'syukujitsu.csv') => readHolidayFile(name, new Uint8Array(iconv.encode(text, encoding)))
const faults = (file: ReturnType<typeof read>) => file.faults.map(({ line, said }) => `${line ?? '-'} ${said.ja}`)
const ics = (...events: string[][]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n')

describe('the CSV of the Cabinet Office', () => {
  it.each(['shift_jis', 'utf-8'])('is read in %s', (encoding) => {
    expect(read(csv('2027/1/1,元日', '2027/3/22,休日'), encoding)).toEqual({ rows: [{ line: 2, date: '2027-01-01', name: '元日' }, { line: 3, date: '2027-03-22', name: '休日' }], faults: [] })
  })

  it('in another encoding says which', () => {
    expect(faults(read(csv('2027/1/1,元日'), 'euc-jp'))[0]).toContain('EUC-JP')
    const utf16 = read(`\uFEFF${csv('2027/1/1,元日')}`, 'utf-16le')
    expect(faults(utf16)[0]).toContain('UTF-16')
    expect(utf16.rows).toEqual([])
  })

  it('that is damaged names the line', () => {
    const bytes = new Uint8Array([...iconv.encode(csv('2027/1/1,元日'), 'shift_jis'), 0x32, 0xff, 0x0d, 0x0a])
    expect(readHolidayFile('a.csv', bytes).faults[0]?.line).toBe(3)
  })

  it('names the line of an impossible date, of a date given twice and of a missing name', () => {
    expect(faults(read(csv('2027/2/29,閏', '2027/1/1,元日', '2027/5/3,', '2027/1/1,元日')))).toEqual([
      '2 日付「2027/2/29」は暦にないか、読めません。2026/1/1 のような日付に直してください。', '4 2027-05-03 の名称がありません。', '5 2027-01-01 が3行目（元日）にもあります。どちらかを消してください。',
    ])
  })

  it('with another header is another file', () => expect(faults(read('日付,名前\r\n2027/1/1,元日\r\n'))[0]).toContain('見出しが内閣府のCSVと違います'))

  it('without a holiday says so', () => expect(faults(read(csv()))[0]).toContain('祝日が一つもありません'))
})

describe('an iCalendar file', () => {
  it('is read with folded lines, escapes and ends that are outside', () => {
    const text = ics(['DTSTART;VALUE=DATE:20270503', 'DTEND;VALUE=DATE:20270505', 'SUMMARY;LANGUAGE=ja:休日\\, 試', ' 験'], ['DTSTART;VALUE=DATE:20270101', 'SUMMARY:元日'])
    expect(read(text, 'utf-8', 'a.ics')).toEqual({ rows: [{ line: 4, date: '2027-05-03', name: '休日, 試験' }, { line: 4, date: '2027-05-04', name: '休日, 試験' }, { line: 10, date: '2027-01-01', name: '元日' }], faults: [] })
  })

  it('leaves out what was cancelled, and refuses repeating, timed, impossible and cut events', () => {
    expect(read(ics(['DTSTART;VALUE=DATE:20270101', 'SUMMARY:無', 'STATUS:CANCELLED'], ['DTSTART;VALUE=DATE:20270102', 'SUMMARY:有']), 'utf-8').rows).toHaveLength(1)
    const found = faults(read(ics(['DTSTART;VALUE=DATE:20270101', 'SUMMARY:元日', 'RRULE:FREQ=YEARLY'], ['DTSTART:20270101T090000Z', 'SUMMARY:会議'], ['DTSTART;VALUE=DATE:20270229', 'SUMMARY:閏']), 'utf-8'))
    expect(found.map((one) => /^(\d+) .*(繰り返し|終日の予定では|暦にない)/.exec(one)?.slice(1))).toEqual([['4', '繰り返し'], ['9', '終日の予定では'], ['13', '暦にない']])
    expect(faults(read('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270101\r\n', 'utf-8'))[0]).toContain('途中で終わって')
  })
})

describe('taking holidays', () => {
  const dates = { '2026-01-01': { name: '元日' }, '2027-01-01': { name: '元日', estimated: true }, '2027-06-01': { name: '誤り' }, '2028-01-01': { name: '元日' } }
  const rows = [{ line: 2, date: '1955-01-01', name: '元日' }, { line: 3, date: '2027-01-01', name: '元日' }, { line: 4, date: '2027-02-11', name: '建国記念の日' }]

  it('shows what is new, changed and removed in the years of the file, and leaves the others', () => {
    const changes = holidayChanges(dates, rows, { fromYear: 2026, estimated: false })
    expect(changes.map(({ date, kind }) => `${kind} ${date}`)).toEqual(['changed 2027-01-01', 'new 2027-02-11', 'removed 2027-06-01'])
    expect(withChanges(dates, changes)).toEqual({ '2026-01-01': { name: '元日' }, '2027-01-01': { name: '元日' }, '2027-02-11': { name: '建国記念の日' }, '2028-01-01': { name: '元日' } })
  })

  it('marks estimates, and finds nothing to do the second time', () => {
    const options = { fromYear: 2027, estimated: true }
    const after = withChanges(dates, holidayChanges(dates, rows, options))
    expect(after['2027-02-11']).toEqual({ name: '建国記念の日', estimated: true })
    expect(holidayChanges(after, rows, options)).toEqual([])
  })
})
