import { defineParams } from '@sveltejs/kit/params'
import { publicLocaleOfPath } from '#kernel/locale.ts'

export const params = defineParams({
  lang: segment => (publicLocaleOfPath(segment) ? segment : undefined),
  edition: segment => (/^[1-9]\d{0,2}$/.test(segment) ? segment : undefined),
  step: segment => (/^(?:[1-7]|all)$/.test(segment) ? segment : undefined)
})
