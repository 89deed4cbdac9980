import { describe, expect, test } from 'vitest'
import { Note, newNote, noteErrors, isWordless, reportFromNote } from './note.ts'

const id = (n: number) => `018f0000-0000-4000-8000-00000000000${n}`
const fresh = (how: Note['how'] = 'call', over: Partial<Note> = {}): Note => ({
  ...newNote(how, {
    row: id(1),
    key: '0'.repeat(32),
    callBackRow: id(2),
    at: '2026-03-06T02:00:00.000Z',
    today: '2026-03-06',
    language: 'sq'
  }),
  ...over
})
const callBack = { phone: '044 123 456', hours: 'posle pet', word: 'breza', byDay: '2026-03-07', byHour: 9, owner: id(3) } // prettier-ignore
const names = (place: string) => (place === 'ranilug' ? 'Ranilug' : undefined)
const made = (note: Note) => {
  const checked = reportFromNote(note, [], names)
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors))
  return checked.report
}

describe('a note', () => {
  test('as it begins is a whole draft, and has no words', () => {
    expect(Note.parse(fresh())).toEqual(fresh())
    expect(isWordless(fresh())).toBe(true)
    for (const said of [
      { words: 'a' },
      { placeWords: 'most' },
      { name: 'A' },
      { callBack },
      { receipt: '1'.repeat(24) }
    ])
      expect(isWordless(fresh('call', said)), JSON.stringify(said)).toBe(false)
    // ticking the script or choosing a language is not yet a word of the caller
    expect(isWordless(fresh('call', { steps: ['greeting'], danger: 'not-sure', language: 'tr' }))).toBe(true)
  })

  test('becomes a report that says how it came, what was asked and nothing that was not said', () => {
    const report = made(
      fresh('call', { words: 'Čuje se plač.', steps: ['greeting', 'safe'], receiptWanted: 'no' })
    )
    expect(report).toEqual({
      language: 'sq',
      what: 'Čuje se plač.',
      signs: [],
      answerWay: { kind: 'none' },
      files: [],
      taken: { how: 'call', steps: ['greeting', 'safe'], receivedOn: '2026-03-06' }
    })
  })

  test('of a paper keeps its day and who brought it', () => {
    const paper = fresh('paper', {
      words: 'x',
      writtenOn: '2026-03-01',
      broughtBy: ' škola ',
      continues: 'kvarc-12'
    })
    expect(made(paper).taken).toEqual({
      how: 'paper',
      steps: [],
      receivedOn: '2026-03-06',
      writtenOn: '2026-03-01',
      broughtBy: 'škola',
      continues: 'kvarc-12'
    })
  })

  test('tells the team to call only when hours and word were agreed; the code is the next best', () => {
    const way = (over: Partial<Note>) => made(fresh('call', { words: 'x', ...over })).answerWay
    expect(way({ callBack, receiptWanted: 'yes' })).toEqual({
      kind: 'phone',
      phone: '044 123 456',
      safeHours: 'posle pet',
      safeWord: 'breza'
    })
    expect(way({ callBack: { ...callBack, word: ' ' }, receiptWanted: 'yes' })).toEqual({ kind: 'code' })
    expect(way({ callBack: { ...callBack, word: '' }, receiptWanted: 'no' })).toEqual({ kind: 'none' })
    expect(way({ receiptWanted: 'yes' })).toEqual({ kind: 'code' })
  })

  test('says the place as a settlement, in words, or both', () => {
    const where = (place: string, placeWords = '') =>
      made(fresh('call', { words: 'x', place, placeWords })).where
    expect(where('ranilug')).toEqual({ kind: 'settlement', settlement: 'ranilug' })
    expect(where('ranilug', 'kod mlina')).toEqual({ kind: 'words', words: 'Ranilug: kod mlina' })
    expect(where('', 'kod mlina')).toEqual({ kind: 'words', words: 'kod mlina' })
    expect(where('online')).toEqual({ kind: 'online' })
    expect(where('unknown')).toEqual({ kind: 'unknown' })
    expect(where('')).toBeUndefined()
    expect(where('nema-ga')).toBeUndefined()
  })
})

describe('before a note is saved', () => {
  const codes = (note: Note, files = 0, future = true) => noteErrors(note, files, future).map(e => e.code)
  const whole = fresh('call', { words: 'x', receiptWanted: 'no' })

  test('words or a scan, and the choice about the code, are all it takes', () => {
    expect(codes(whole)).toEqual([])
    expect(codes({ ...whole, words: ' ' })).toEqual(['report.write-what-or-add-file'])
    expect(codes({ ...whole, words: '' }, 1)).toEqual([])
    expect(codes({ ...whole, receiptWanted: '' })).toEqual(['call.choose-receipt'])
  })

  test('a code is handed over only when the last group was repeated', () => {
    const wanted = { ...whole, receiptWanted: 'yes' as const, receipt: '1'.repeat(24) }
    expect(codes(wanted)).toEqual(['call.not-repeated'])
    expect(codes({ ...wanted, receiptRepeated: true })).toEqual([])
  })

  test('a call-back has a readable number and an hour that is still to come', () => {
    expect(codes({ ...whole, callBack })).toEqual([])
    expect(codes({ ...whole, callBack: { ...callBack, phone: '' } })).toEqual(['call.number-missing'])
    for (const phone of ['zovi me', '12', '1'.repeat(16)])
      expect(codes({ ...whole, callBack: { ...callBack, phone } }), phone).toEqual([
        'report.phone-not-readable'
      ])
    expect(codes({ ...whole, callBack }, 0, false)).toEqual(['call.due-in-the-past'])
  })

  test('a paper was not written after it came', () => {
    expect(codes({ ...whole, how: 'paper', writtenOn: '2026-03-07' })).toEqual([
      'call.written-after-received'
    ])
    expect(codes({ ...whole, how: 'paper', writtenOn: '2026-03-06' })).toEqual([])
  })
})
