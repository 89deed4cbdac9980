// What could point to the witness does not leave the intake team (REP6).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskMark, sayMasked } from '#cases/index.ts'
import { coverText, covered, Masks, reasonsOf, wholeAnswers, type Mask } from './masks.ts'
import type { ReportContent } from './report.ts'
import { plain, textHash } from './spans.ts'

const row = '11111111-1111-4111-8111-111111111111'
const marked = { reason: 'points-to-witness', by: 'ana', at: '2026-03-03T10:00:00.000Z' } as const
const over = (text: string, words: string, place = 'what'): Mask => {
  const from = text.indexOf(words)
  return { ...marked, in: place, hash: textHash(text), span: { from, to: from + words.length } }
}
const what = 'Radim u pekari kod stanice. Gazda im je uzeo pasoše.'
const content: ReportContent = {
  language: 'sr-Latn',
  what,
  danger: 'no',
  where: { kind: 'words', words: 'pekara' },
  signs: ['papers-taken'],
  answerWay: { kind: 'phone', phone: '044123456', safeHours: 'uveče', safeWord: 'lipa' },
  name: 'Vera',
  files: [
    { id: row, name: 'ja-i-gazda.jpg', type: 'image/jpeg', size: 3, sha256: 'a'.repeat(64), cleaned: true }
  ]
}
const report = {
  content,
  messages: [{ row, from: 'reporter' as const, day: '2026-03-03', text: 'Ja sam Vera, radim noću.' }],
  files: [{ row }]
}

test('masked words are left out and the rest is whole', () => {
  const masks = [over(what, 'u pekari kod stanice'), over(what, 'kod stanice')]
  const outcome = coverText(what, masks, 'what')
  expect(outcome.ok && outcome.text).toBe(`Radim ${maskMark}. Gazda im je uzeo pasoše.`)
  expect(outcome.ok && sayMasked(outcome.text, '[prekriveno]')).toBe(
    'Radim [prekriveno]. Gazda im je uzeo pasoše.'
  )
})

test('no masked character ever comes through, wherever the masks lie', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 80 }),
      fc.array(fc.tuple(fc.nat({ max: 79 }), fc.integer({ min: 1, max: 30 })), { maxLength: 6 }),
      (text, choices) => {
        const whole = plain(text)
        const spans = choices
          .map(([from, length]) => ({ from, to: Math.min(from + length, whole.length) }))
          .filter(s => s.from < s.to)
        const masks: Mask[] = spans.map(s => ({ ...marked, in: 'what', hash: textHash(text), span: s }))
        const kept = [...whole].filter((_, at) => !spans.some(s => s.from <= at && at < s.to)).join('')
        const outcome = coverText(text, masks, 'what')
        expect(outcome.ok && outcome.text.replaceAll(maskMark, '')).toBe(kept.replaceAll(maskMark, ''))
      }
    )
  )
})

test('over another text than the one that was marked everything is refused', () => {
  const masks = [over(what, 'pekari')]
  const outcome = coverText(`${what} `, masks, 'what')
  expect(outcome.ok ? 'ok' : outcome.problem.code).toBe('report.masked-text-changed')
  const all = covered({ ...report, content: { ...content, what: 'drugo' } }, masks)
  expect(all.ok ? 'ok' : all.problem.code).toBe('report.masked-text-changed')
  const talk = covered(report, [over('druga poruka', 'druga', `message:${row}`)])
  expect(talk.ok).toBe(false)
})

test('whole answers, messages and files stay behind, and it is said which answers', () => {
  const masks: Mask[] = [
    over(what, 'u pekari kod stanice'),
    over(report.messages[0]!.text, 'Ja sam Vera', `message:${row}`),
    { ...marked, in: 'name' },
    { ...marked, in: 'answerWay', reason: 'asked-for' },
    { ...marked, in: `file:${row}` }
  ]
  const outcome = covered(report, masks)
  if (!outcome.ok) throw outcome.problem
  const text = JSON.stringify(outcome.covered)
  for (const secret of ['Vera', 'pekari', '044', 'lipa', 'ja-i-gazda']) expect(text).not.toContain(secret)
  expect(outcome.covered.content?.masked).toEqual(['answerWay', 'name'])
  expect(outcome.covered.content?.where).toEqual(content.where)
  expect(outcome.covered.files).toEqual([])
  expect(outcome.covered.talk[0]?.text).toBe(`${maskMark}, radim noću.`)
  expect(reasonsOf(masks)).toEqual(['points-to-witness', 'asked-for'])
})

test('names of files never go along with the answers, masked or not', () => {
  const outcome = covered(report, [])
  expect(outcome.ok && JSON.stringify(outcome.covered)).not.toContain('ja-i-gazda')
  expect(outcome.ok && outcome.covered.files).toEqual([row])
  expect(outcome.ok && outcome.covered.content?.name).toBe('Vera')
})

test('what is sealed has one shape; unknown places and empty spans are refused', () => {
  const parse = (mask: unknown) => Masks.safeParse({ masks: [mask] }).success
  expect(parse(over(what, 'pekari'))).toBe(true)
  for (const answer of wholeAnswers) expect(parse({ ...marked, in: answer })).toBe(true)
  expect(parse({ ...marked, in: 'what' })).toBe(false)
  expect(parse({ ...marked, in: 'file:../../etc' })).toBe(false)
  expect(parse({ ...over(what, 'pekari'), span: { from: 3, to: 3 } })).toBe(false)
  expect(parse({ ...over(what, 'pekari'), words: 'pekari' })).toBe(false)
})
