import { expect, it } from 'vitest'
import { formList, openRosaResponse } from './open-rosa.ts'
import { attribute, childNamed, readXml } from './xml.ts'

const root = (xml: string) => {
  const read = readXml(xml)
  if (!read.ok) throw new Error(read.fault.code)
  return read.root
}

it('lists forms as the form list specification prints them', () => {
  const one = { formId: 'a', version: '1 (x)', name: 'Žene & deca <1>', hash: 'c0ffee', downloadUrl: 'https://f.example/a?b=1&c=2' } // prettier-ignore
  const list = root(formList([one, { ...one, formId: 'b' }]))
  expect(list).toMatchObject({ name: 'xforms', space: 'http://openrosa.org/xforms/xformsList' })
  expect(list.children.map(form => [form.name, form.children.map(c => [c.name, c.text])])[0]).toEqual([
    'xform',
    [
      ['formID', 'a'],
      ['name', 'Žene & deca <1>'],
      ['version', '1 (x)'],
      ['hash', 'md5:c0ffee'],
      ['downloadUrl', 'https://f.example/a?b=1&c=2']
    ]
  ])
  expect(list.children).toHaveLength(2)
  expect(root(formList([])).children).toEqual([])
})

it('answers in words', () => {
  const answer = root(openRosaResponse('submit_error', 'Nema takvog upitnika'))
  expect(answer).toMatchObject({ name: 'OpenRosaResponse', space: 'http://openrosa.org/http/response' })
  const message = childNamed(answer, 'message')!
  expect([attribute(message, 'nature'), message.text]).toEqual(['submit_error', 'Nema takvog upitnika'])
})
