import { expect, test } from 'vitest'
import { caseWords, newCaseCode, parseCaseCode } from './code-words.ts'
import { CodedRecord, checkCodedRecord, toHtcds } from './coded-record.ts'

test('the record is coded and minimal', () => {
  expect(CodedRecord.parse({})).toEqual({})
  expect(CodedRecord.safeParse({ citizenship: ['XK', 'RS'] }).success).toBe(true)
  for (const not of [
    { citizenship: ['XX'] },
    { name: 'x' },
    { birthDate: '2001-01-01' },
    { methodsOfControl: ['DebtBondage', 'DebtBondage'] },
    { forms: ['oblik-drugi'] },
    { events: [{ id: crypto.randomUUID(), type: 'Transit', month: '2026-03-04' }] },
    { events: [{ id: crypto.randomUUID(), type: 'Transit', place: 'in clear' }] }
  ])
    expect(CodedRecord.safeParse(not).success).toBe(false)
})

test('a formal identification says for what', () => {
  expect(checkCodedRecord({}, 'presumed').ok).toBe(true)
  expect(checkCodedRecord({}, 'formally-identified').ok).toBe(false)
  expect(checkCodedRecord({ forms: ['oblik-radna'] }, 'formally-identified').ok).toBe(true)
})

test('under the names of the standard', () => {
  const record: CodedRecord = {
    birthYear: 2001,
    gender: 'Feminine',
    citizenship: ['XK'],
    forms: ['oblik-pornografija', 'oblik-seksualna', 'oblik-radna'],
    typesOfExploitation: ['Servitude', 'ForcedLabour'],
    relationshipToTrafficker: 'Unacquainted',
    ageWhenTrafficked: 0,
    methodsOfControl: []
  }
  expect(toHtcds(record, { status: 'formally-identified', body: 'Police' })).toEqual({
    prs_Gender: 'Feminine',
    prs_Citizenship: ['XK'],
    vic_TraffickingStatus: 'ActualVictimOfTrafficking',
    vic_TraffickingStatusDecisionMakingOrg: 'Police',
    vic_RelationshipToTrafficker: 'Unaquainted',
    vic_AgeWhenTrafficked: 0,
    vic_TypeOfExploitation: ['SexualExploitation', 'ForcedLabour', 'Servitude'],
    vic_TypeOfSexExploitation: ['Pornography']
  })
})

test('a case is called by a plant and a number', () => {
  expect(caseWords).toHaveLength(64)
  expect(new Set(caseWords).size).toBe(64)
  for (const word of caseWords) expect(word).toMatch(/^[a-z]{4,10}$/)
  expect(newCaseCode(() => 0)).toBe('kesten-1')
  expect(newCaseCode(n => n - 1)).toMatch(/-9999$/)
  expect(parseCaseCode(' Kesten  47 ')).toBe('kesten-47')
  expect(parseCaseCode('KESTEN–0047')).toBe('kesten-47')
  for (const not of ['kesten', 'kesten-0', 'kesten-10000', 'mermer-4', '47-kesten', 'kesten-4-7'])
    expect(parseCaseCode(not)).toBeUndefined()
})
