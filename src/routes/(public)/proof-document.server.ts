// The proof as a page of text: what it says in words, then the signed block. Lines stay short enough for paper.
import { notFound } from '#kernel/problem.ts'
import { directionOf, pathOf } from '#kernel/locale.ts'
import { publicWordsFor } from '#locales/words.server.ts'
import { leftToRight } from '#public-script/digits.ts'
import { writeProof, type FilingProof } from '#reports/filing.ts'
import { shown } from './network.ts'

/** In the language of the page it was asked for on. */
export const proofDocument = (
  { network, pageLocale: locale }: App.Locals,
  origin: string,
  proof: FilingProof
): string => {
  if (!network) throw notFound()
  const t = publicWordsFor(locale, 'public')
  // among words that run from right to left a day would read backwards, and the marks around a name fall apart
  const asItIs = directionOf[locale] === 'rtl' ? leftToRight : (text: string) => text
  return [
    t('proof.document'),
    '',
    `${t('proof.network')}: ${asItIs(`${shown(network.networkName, locale).text}, ${shown(network.name, locale).text}`)}`,
    `${t('proof.arrived')}: ${asItIs(proof.arrived)}`,
    `${t('proof.sealed')}:`,
    proof.sealed,
    `${t('proof.entry')}: ${proof.entry}`,
    proof.entryHash,
    `${t('proof.made')}: ${asItIs(proof.made)}`,
    '',
    t('proof.says'),
    t('proof.says-not'),
    t('proof.how'),
    `${origin}/${pathOf[locale]}/d`,
    '',
    writeProof(proof),
    ''
  ].join('\n')
}
