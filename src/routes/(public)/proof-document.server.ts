// The proof as a page of text: what it says in words, then the signed block. Lines stay short enough for paper.
import { notFound } from '#kernel/problem.ts'
import { pathOf, trilingual, type Locale } from '#kernel/locale.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { wordsFor } from '#locales/words.server.ts'
import { writeProof, type FilingProof } from '#reports/filing.ts'

export const proofDocument = (
  { network }: App.Locals,
  origin: string,
  locale: Locale,
  proof: FilingProof
): string => {
  if (!network) throw notFound()
  const t = wordsFor(locale, 'public')
  return [
    t('proof.document'),
    '',
    `${t('proof.network')}: ${trilingual(network.networkName, locale, toCyrillic)}, ${trilingual(network.name, locale, toCyrillic)}`,
    `${t('proof.arrived')}: ${proof.arrived}`,
    `${t('proof.sealed')}:`,
    proof.sealed,
    `${t('proof.entry')}: ${proof.entry}`,
    proof.entryHash,
    `${t('proof.made')}: ${proof.made}`,
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
