import { expect, it } from 'vitest'
import { labelsIn } from './labels-in.ts'
import { exampleForm, koboXForm } from './testing/examples.ts'
import { writeXForm } from './write-xform.ts'

it('says what an XForm asks, in its languages', () => {
  expect(labelsIn(koboXForm())).toEqual([
    { kind: 'input', words: { en: 'How old are you?', ar: 'كم عمرك؟' } },
    { kind: 'select1', words: { en: 'You said : why? …', ar: 'لماذا؟' } },
    { kind: 'input', words: { und: 'First letter' } }
  ])
  const ours = labelsIn(writeXForm(exampleForm(), { formId: 'a', version: '1' }))
  expect(ours).toHaveLength(9)
  expect(ours[1]!.words).toMatchObject({ 'sr-Latn': 'Which language? (sr)' })
  expect(labelsIn('<x/>')).toEqual([])
})
