import { reportBaselines } from '#app/report-sources.server.ts'
import { zone } from '#app/zone.ts'
import { notFound } from '#kernel/problem.ts'
import { nationalForm, nationalForms, type NationalForm } from '#publication/national-form.server.ts'
import type { RequestHandler } from './$types'

const types: Record<NationalForm, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml; charset=utf-8'
}

export const GET: RequestHandler = async ({ locals, params }) => {
  const form = nationalForms.find(f => f === params.form)
  const year = Number(params.year)
  if (!form || !Number.isInteger(year)) throw notFound()
  const { actor, locale } = locals
  const { body, edition } = await nationalForm(actor, year, form, locale, zone(locals), reportBaselines)
  const name = `fener-${year}${edition > 1 ? `-${edition}` : ''}${form === 'xml' ? '-iati' : `-${locale}`}.${form}`
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: { 'content-type': types[form], 'content-disposition': `attachment; filename="${name}"` }
  })
}
