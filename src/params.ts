import { defineParams } from '@sveltejs/kit/params'
import { localeOfPath } from '#kernel/locale.ts'

export const params = defineParams({
  lang: segment => (localeOfPath(segment) ? segment : undefined),
  step: segment => (/^(?:[1-7]|all)$/.test(segment) ? segment : undefined)
})
