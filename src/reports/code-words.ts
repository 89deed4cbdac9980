// What the intake team calls a report ("mermer-47"). It is not the receipt: it opens nothing and is drawn, not counted.
// Stones and small plants; cases have trees and fruit (cases/code-words.ts), so that one look tells which is meant.
// The same care: no names (granit, rubin, neven), towns (glina), threats, jokes, or words of this field (proso, jecam) in the three languages.
import { newCodeFrom, parseCodeFrom } from '#cases/index.ts'
import type { RandomBelow } from '#cases/index.ts'

export const reportWords = (
  'mermer kvarc ahat opal bazalt skriljac krecnjak pescar kremen smaragd topaz ametist tirkiz jantar cilibar koral ' +
  'liskun lapor sljunak kreda grafit malahit azurit feldspat galenit pirit hematit magnetit dolomit gnajs gabro obsidijan ' +
  'oniks jaspis kalcit aragonit cirkon diorit andezit dacit travertin fluorit paprat mahovina trska rogoz lokvanj maslacak ' +
  'kamilica menta zalfija timijan ruzmarin origano lavanda persun celer susam ovas heljda detelina lucerka bokvica zdravac'
).split(' ')

export const newCode = (random: RandomBelow): string => newCodeFrom(reportWords, random)
export const parseCode = (text: string): string | undefined => parseCodeFrom(reportWords, text)
