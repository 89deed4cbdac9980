import { expect, it } from 'vitest'
import { checkXForm } from './check-xform.ts'
import { formFaults } from './form-faults.ts'
import { shippedForm, shippedForms } from './shipped.server.ts'
import { writeXForm } from './write-xform.ts'

it.each(shippedForms)(
  '%s has no fault, says every word in each of its languages, and which ones nobody has checked',
  name => {
    const form = shippedForm(name)
    expect(formFaults(form)).toEqual([])
    expect(form.languages).toEqual(expect.arrayContaining(['en', 'sr-Latn', 'sq', 'ar', 'fa', 'ur']))
    expect(form.unchecked).toEqual(form.languages)
    expect(checkXForm(writeXForm(form, { formId: name, version: '1' })).faults).toEqual([])
  }
)
