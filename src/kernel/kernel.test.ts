import { expect, test } from 'vitest'
import { hasRole, isInCircle, isRole } from './actor.ts'
import type { Actor } from './actor.ts'
import { idSchema, isUuid, parseId } from './id.ts'
import type { CaseId, CircleId, NetworkId } from './id.ts'
import { notFound, orThrow, problem, Problem, refuse } from './problem.ts'

const uuid = '018f0000-0000-7000-8000-00000000000a'

test('an id is a UUID and has one spelling', () => {
  expect(isUuid(uuid)).toBe(true)
  for (const not of ['', 'kesten-47', uuid + "'", `{${uuid}}`, ' ' + uuid, null, 7])
    expect(isUuid(not)).toBe(false)
  expect(parseId<CaseId>(uuid.toUpperCase())).toBe(uuid)
  expect(parseId<CaseId>('x')).toBeUndefined()
  expect(idSchema<CaseId>().parse(uuid.toUpperCase())).toBe(uuid)
  expect(idSchema<CaseId>().safeParse(uuid + ',').success).toBe(false)
})

test('who holds no role or circle has none', () => {
  const anonymous: Actor = { kind: 'anonymous', network: uuid as NetworkId, circles: [] }
  expect(hasRole(anonymous, 'administrator')).toBe(false)
  expect(isInCircle(anonymous, uuid as CircleId)).toBe(false)
  expect(isRole('administrator')).toBe(true)
  expect(isRole('root')).toBe(false)
})

test('a problem says its code and carries no content', () => {
  const one = problem('report.already-decided', 409, { days: 3, field: 'what' })
  expect(one.message).toBe('report.already-decided')
  expect(JSON.parse(JSON.stringify(one))).toEqual({
    code: 'report.already-decided',
    status: 409,
    params: { days: 3, field: 'what' }
  })
  expect(() => problem('report.x', 400, { text: 'three men took her papers' })).toThrow(TypeError)
  expect(() => problem('report.x', 400, { mail: 'ana@example.org' })).toThrow(TypeError)
})

test('may not see and does not exist are the same answer', () => {
  expect(JSON.stringify(notFound())).toBe(JSON.stringify(notFound()))
  expect(notFound.length).toBe(0)
})

test('a refusal becomes a thrown problem at one place', () => {
  expect(orThrow({ ok: true, facts: [1] }).facts).toEqual([1])
  expect(() => orThrow(refuse('case.closed', 409))).toThrow(Problem)
})
