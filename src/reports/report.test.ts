import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseWords } from '#cases/index.ts'
import { newCode, parseCode, reportWords } from './code-words.ts'
import { checkReport, emptyReport, hasSubstance, longest, reportLanguages, ReportContent } from './report.ts'

const file = {
  id: '018f0000-0000-7000-8000-000000000001',
  name: 'slika.jpg',
  type: 'image/jpeg',
  size: 10,
  sha256: 'a'.repeat(64),
  cleaned: false
}
const empty = emptyReport('sq')
const errors = (change: object) => {
  const outcome = checkReport({ ...empty, what: 'x', ...change })
  return outcome.ok ? [] : outcome.errors
}

test('only what happened or a file is needed', () => {
  for (const language of reportLanguages) {
    expect(ReportContent.safeParse(emptyReport(language)).success).toBe(true)
    expect(hasSubstance(emptyReport(language))).toBe(false)
  }
  expect(checkReport(empty)).toEqual({
    ok: false,
    errors: [{ field: 'what', code: 'report.write-what-or-add-file' }]
  })
  expect(checkReport({ ...empty, what: ' \n\t' }).ok).toBe(false)
  expect(checkReport({ ...empty, what: '\u0000\u0007' }).ok).toBe(false)
  expect(checkReport({ ...empty, what: 'Ju lutem' }).ok).toBe(true)
  expect(checkReport({ ...empty, files: [file] }).ok).toBe(true)
})

test('by default nobody is called back and nobody is named', () => {
  expect(empty).toEqual({ language: 'sq', signs: [], answerWay: { kind: 'code' }, files: [] })
})

test('errors are codes with a field, never a value', () => {
  expect(errors({ what: 'x'.repeat(longest.what + 1) })).toEqual([{ field: 'what', code: 'report.too-long' }])
  expect(
    errors({ answerWay: { kind: 'phone', phone: 'zovi me', safeHours: '18-19', safeWord: 'hleb' } })
  ).toEqual([{ field: 'answerWay', code: 'report.phone-not-readable' }])
  expect(
    errors({ answerWay: { kind: 'phone', phone: '049 123 456', safeHours: ' ', safeWord: '' } })
  ).toEqual([
    { field: 'answerWay', code: 'report.safe-hours-missing' },
    { field: 'answerWay', code: 'report.safe-word-missing' }
  ])
  expect(errors({ where: { kind: 'words', words: '' } })).toEqual([
    { field: 'where', code: 'report.write-where' }
  ])
  expect(errors({ files: Array(21).fill(file) })).toEqual([{ field: 'files', code: 'report.too-many-files' }])
  expect(errors({ files: [{ ...file, size: 0 }] })).toEqual([
    { field: 'files', code: 'report.file-not-readable' }
  ])
  expect(errors({ danger: 'maybe' })).toEqual([{ field: 'danger', code: 'report.choose-from-list' }])
  expect(errors({ address: '10.0.0.1' })).toHaveLength(1)
  expect(errors({ where: { kind: 'unknown', lat: 42.4 } })).toHaveLength(1)
})

test('anything at all is answered, not thrown', () => {
  fc.assert(
    fc.property(fc.anything(), input => {
      expect(typeof checkReport(input).ok).toBe('boolean')
    })
  )
})

test('any language and any length up to the limit fits the largest sealing bucket', () => {
  for (const text of ['ђ', 'ل', '😀', '"', '\u0000', '\ud800', 'ë\r\n']) {
    const what = text.repeat(longest.what / text.length)
    const outcome = checkReport({
      ...empty,
      what: what + 'x'.slice(0, longest.what - what.length),
      files: [file]
    })
    expect(outcome.ok).toBe(true)
    if (outcome.ok)
      expect(new TextEncoder().encode(JSON.stringify(outcome.report)).length).toBeLessThan(2 ** 20)
  }
})

test('what was read once reads the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), what => {
      const once = ReportContent.parse({ ...empty, what, signs: ['debt', 'debt'] })
      expect(ReportContent.parse(JSON.parse(JSON.stringify(once)))).toEqual(once)
      expect(once.signs).toEqual(['debt'])
    })
  )
})

test('a report is called by a stone or small plant and a number, never by a case’s word', () => {
  expect(reportWords).toHaveLength(64)
  expect(new Set([...reportWords, ...caseWords]).size).toBe(128)
  for (const word of reportWords) expect(word).toMatch(/^[a-z]{4,10}$/)
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (a, b) => {
      const drawn = [a, b]
      const code = newCode(n => (drawn.shift() as number) % n)
      expect(parseCode(code)).toBe(code)
      expect(parseCode(code.toUpperCase().replace('-', ' '))).toBe(code)
    })
  )
  expect(parseCode('kesten-47')).toBeUndefined()
  expect(parseCode('mermer-0')).toBeUndefined()
})
