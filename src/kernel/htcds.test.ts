import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countries, isCountry } from './htcds-countries.ts'
import { findHtcdsField, fromHtcdsValue, htcdsFields, toHtcdsValue } from './htcds-fields.ts'
import type { HtcdsField } from './htcds-fields.ts'
import { exploitationOfForm, exploitationOfForms, traffickingForms } from './htcds-strategy.ts'
import { codeLists, methodsOfControl, sectors, typesOfExploitation } from './htcds.ts'
import type { CodeListName } from './htcds.ts'

test('the lists have the sizes of the standard and no value twice', () => {
  expect(methodsOfControl).toHaveLength(16)
  expect(typesOfExploitation).toHaveLength(11)
  expect(sectors.map(sector => sector[0]).join('')).toBe('ABCDEFGHIJKLMNOPQRSTU')
  for (const list of Object.values(codeLists)) expect(new Set(list).size).toBe(list.length)
})

// The standard itself is not part of the project; where it lies beside the checkout we hold every list against it.
const published = new URL('../../../shared/htcds/htcds_codelists_v2.0.csv', import.meta.url)
test.skipIf(!existsSync(published))('every list equals the published one (skipped without ../shared)', () => {
  const rows = readFileSync(published, 'utf8')
    .split(/\r?\n/)
    .map(line => line.split(','))
  for (const field of Object.values(htcdsFields) as HtcdsField[]) {
    if (!field.list) continue
    const theirs = rows
      .filter(([name]) => name === field.name)
      .sort((a, b) => Number(a[1]) - Number(b[1]))
      .map(row => (row[2] ?? '').trim())
    const list: CodeListName = field.list
    const ours = codeLists[list].map(code => toHtcdsValue(list, code))
    expect(ours.toSorted(), field.name).toEqual(theirs.toSorted())
  }
})

test('what the toolkit misspells is read, and written as the standard writes it', () => {
  expect(findHtcdsField('vic_TraffickinStatusDecisionMakingOrg')).toBe('decidingBody')
  expect(findHtcdsField('vic_Methods_of_Control')).toBe('methodsOfControl')
  expect(findHtcdsField('prs_First_Name')).toBe('givenName')
  expect(findHtcdsField('vic_Unknown')).toBeUndefined()
  expect(fromHtcdsValue('methodsOfControl', 'DebtBondage ')).toBe('DebtBondage')
  expect(fromHtcdsValue('relationshipsToTrafficker', 'Unaquainted')).toBe('Unacquainted')
  expect(toHtcdsValue('relationshipsToTrafficker', 'Unacquainted')).toBe('Unaquainted')
  expect(fromHtcdsValue('methodsOfControl', 'constructor')).toBeUndefined()
})

test('every code survives the way out and back', () => {
  for (const name of Object.keys(codeLists) as CodeListName[])
    for (const code of codeLists[name]) expect(fromHtcdsValue(name, toHtcdsValue(name, code))).toBe(code)
})

test('the six forms of the strategy have their places in the standard', () => {
  expect(Object.keys(exploitationOfForm)).toEqual([...traffickingForms])
  expect(exploitationOfForms(['oblik-seksualna', 'oblik-pornografija'])).toEqual({
    typesOfExploitation: ['SexualExploitation'],
    typesOfSexualExploitation: ['Pornography']
  })
  expect(exploitationOfForms(['oblik-krivicna-dela']).typesOfExploitation).toEqual(['Other'])
})

test('countries: 249 of ISO and Kosovo', () => {
  expect(new Set(countries).size).toBe(250)
  expect(isCountry('XK')).toBe(true)
  expect(isCountry('NA')).toBe(true)
  expect(isCountry('xk')).toBe(false)
  expect(isCountry('SU')).toBe(false)
})
