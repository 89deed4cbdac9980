// The XML that ODK Collect and Enketo ask for and send, as the OpenRosa specifications print it.
import { tag, xmlText } from './xml.ts'

export const openRosaHeaders = {
  'x-openrosa-version': '1.0',
  'content-type': 'text/xml; charset=utf-8',
  'cache-control': 'no-store'
} as const

export type ListedForm = { formId: string; version: string; name: string; hash: string; downloadUrl: string }

const whole = (xml: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`

/** `hash` without its prefix: the md5 of exactly the bytes behind `downloadUrl`. */
export const formList = (forms: readonly ListedForm[]): string =>
  whole(
    tag(
      'xforms',
      { xmlns: 'http://openrosa.org/xforms/xformsList' },
      ...forms.map(form =>
        tag(
          'xform',
          {},
          tag('formID', {}, xmlText(form.formId)),
          tag('name', {}, xmlText(form.name)),
          tag('version', {}, xmlText(form.version)),
          tag('hash', {}, `md5:${form.hash}`),
          tag('downloadUrl', {}, xmlText(form.downloadUrl))
        )
      )
    )
  )

export const openRosaResponse = (
  nature: 'submit_success' | 'submit_error' | 'error',
  message: string
): string =>
  whole(
    tag(
      'OpenRosaResponse',
      { xmlns: 'http://openrosa.org/http/response', items: nature === 'submit_success' ? '1' : '0' },
      tag('message', { nature }, xmlText(message))
    )
  )
