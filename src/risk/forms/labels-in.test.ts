import { expect, it } from 'vitest'
import { labelsIn } from './labels-in.ts'
import { exampleForm, koboXForm } from './testing/examples.ts'
import { writeXForm } from './write-xform.ts'

it('says what an XForm asks, in its languages, with the answers of its lists', () => {
  const plain = { answers: [], sign: null }
  expect(labelsIn(koboXForm())).toEqual([
    { at: '/aBcD/age', kind: 'input', words: { en: 'How old are you?', ar: 'كم عمرك؟' }, ...plain },
    {
      at: '/aBcD/grp/why',
      kind: 'select1',
      words: { en: 'You said : why? …', ar: 'لماذا؟' },
      answers: [{ code: 'work', words: { en: 'Work', ar: 'عمل' } }],
      sign: null
    },
    { at: '/aBcD/kid/name', kind: 'input', words: { und: 'First letter' }, ...plain }
  ])
  const ours = labelsIn(writeXForm(exampleForm(), { formId: 'a', version: '1' }))
  expect(ours).toHaveLength(9)
  expect(ours[1]!.words).toMatchObject({ 'sr-Latn': 'Which language? (sr)' })
  const papers = ours.find(({ at }) => at === '/data/papers')!
  expect(papers.sign).toBe('papers-kept')
  expect(papers.answers.map(({ code }) => code)).toEqual(['yes', 'no', 'not-known'])
  expect(labelsIn('<x/>')).toEqual([])
})
