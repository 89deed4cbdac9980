// Every state × every step, decided. A step that is added to facts.ts and forgotten here does not compile.
import type { AlertState, AlertStep } from './facts.ts'

export const decisions = [
  'allowed',
  // whoever asks must own it, or be a coordinator
  'owner',
  // it is somebody's already: they give it, or a coordinator takes it over
  'someone-elses',
  // nobody owns it yet: a coordinator gives it to somebody
  'coordinator',
  'alert.raised-already',
  'alert.nobodys',
  'alert.closed',
  'alert.not-closed'
] as const
export type Decision = (typeof decisions)[number]

const owned = {
  'alert-raised': 'alert.raised-already',
  'alert-taken': 'someone-elses',
  'alert-given': 'owner',
  'action-planned': 'owner',
  'note-added': 'allowed',
  'deadline-extended': 'owner',
  'alert-closed': 'owner',
  'alert-reopened': 'alert.not-closed'
} as const

export const alertTable = {
  waiting: {
    'alert-raised': 'alert.raised-already',
    'alert-taken': 'allowed',
    'alert-given': 'coordinator',
    'action-planned': 'alert.nobodys',
    'note-added': 'allowed',
    'deadline-extended': 'alert.nobodys',
    'alert-closed': 'alert.nobodys',
    'alert-reopened': 'alert.not-closed'
  },
  taken: owned,
  planned: owned,
  closed: {
    'alert-raised': 'alert.raised-already',
    'alert-taken': 'alert.closed',
    'alert-given': 'alert.closed',
    'action-planned': 'alert.closed',
    'note-added': 'alert.closed',
    'deadline-extended': 'alert.closed',
    'alert-closed': 'alert.closed',
    'alert-reopened': 'allowed'
  }
} as const satisfies Record<AlertState, Record<AlertStep, Decision>>
