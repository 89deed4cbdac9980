// What is handed over in the field, in the words of the public pages and with the numbers of this network, for all eleven languages.
import QRCode from 'qrcode'
import { locales, pathOf, publicLocales, type Locale, type PublicLocale } from '#kernel/locale.ts'
import { publicWordsFor, wordsFor } from '#locales/words.server.ts'
import type { Bundle, Leaflet, LeafletCode, LeafletText } from '#risk/field/bundle.ts'
import { riskCategories } from '#risk/matrix.ts'
import { listPublicServices } from '../../(public)/intake.server.ts'
import { localNetwork } from '../../(public)/network.ts'

type Line = LeafletText['lines'][number]
const pageOf = { rights: 'p', numbers: 'n', help: 'h' } as const satisfies Record<LeafletCode, string>

const qrOf = (address: string): LeafletText['qr'] => {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules
  return { size, modules: Array.from(data, dark => (dark ? 1 : 0)).join('') }
}

const textOf = async (
  code: LeafletCode,
  locals: App.Locals,
  locale: PublicLocale
): Promise<Pick<LeafletText, 'title' | 'lead' | 'lines'>> => {
  const t = publicWordsFor(locale, 'public')
  const network = localNetwork(locals.network, locale)
  switch (code) {
    case 'rights':
      return {
        title: t('rights.title'),
        lead: t('rights.lead'),
        lines: ([1, 2, 3, 4, 5, 6, 7] as const).map(n => ({ text: t(`rights.${n}`) }))
      }
    case 'numbers': {
      const lines: Line[] = network.emergencyNumbers.map(({ number, what }) => ({
        text: `${number} – ${what.text}`,
        lang: what.lang
      }))
      // whether the line is open is true at a moment only, and this is read days later: its hours stand there instead
      if (network.hotline)
        lines.push(
          { text: `${network.hotline.number} – ${t('danger.line')}` },
          { text: t('danger.hours', { hours: network.hotline.hours.text }), lang: network.hotline.hours.lang }
        )
      lines.push({ text: t('danger.list') }, { text: t('danger.not-police') })
      return { title: t('danger.title'), lead: t('danger.silent'), lines }
    }
    case 'help': {
      const services = await listPublicServices(locals, locale)
      const lines = services.map(({ name, does, phone, hours }): Line => ({
        text: [name.text, does, hours && t('help.hours', { hours }), phone].filter(Boolean).join(' – ')
      }))
      return {
        title: t('help.title'),
        lead: t('help.lead'),
        lines: lines.length ? lines : [{ text: t('help.empty') }, { text: t('help.empty.more') }]
      }
    }
  }
}

export const makeLeaflets = async (locals: App.Locals, origin: string): Promise<Leaflet[]> =>
  Promise.all(
    (Object.keys(pageOf) as LeafletCode[]).map(async code => ({
      code,
      in: Object.fromEntries(
        await Promise.all(
          publicLocales.map(async locale => {
            const address = `${origin}/${pathOf[locale]}/${pageOf[code]}`
            return [locale, { ...(await textOf(code, locals, locale)), address, qr: qrOf(address) }] as const
          })
        )
      ) as Leaflet['in']
    }))
  )

/** Numbers to call in an urgent case, as the network's profile has them. */
export const numbersOf = (locals: App.Locals): Bundle['numbers'] => {
  const line = locals.network?.line
  const emergency = locals.network?.emergencyNumbers ?? []
  const named = (name: (locale: PublicLocale) => string) =>
    Object.fromEntries(publicLocales.map(l => [l, name(l)])) as Record<PublicLocale, string>
  return [
    ...(line ? [{ number: line.number, what: named(l => publicWordsFor(l, 'public')('danger.line')) }] : []),
    ...emergency.map(({ number }, at) => ({
      number,
      what: named(l => localNetwork(locals.network, l).emergencyNumbers[at]?.what.text ?? '')
    }))
  ]
}

export const categoryNames = (): Bundle['categories'] =>
  riskCategories.map(code => ({
    code,
    in: Object.fromEntries(locales.map(l => [l, wordsFor(l, 'domain')(`vulnerable.${code}`)])) as Record<
      Locale,
      string
    >
  }))
