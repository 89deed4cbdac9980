// What the operator writes down while somebody speaks, and the report it becomes. Pure.
import type { AnswerWay, FileManifest, ReportContent, ReportLanguage } from '#reports/index.ts'

export const noteKinds = ['call', 'paper', 'walk-in'] as const
export type NoteKind = (typeof noteKinds)[number]

/** The course of a call: what is said, in this order, and ticked when it was. */
export const scriptSteps = ['greeting', 'safe', 'danger', 'where', 'wish', 'back'] as const
export type ScriptStep = (typeof scriptSteps)[number]

export type Note = {
  kind: NoteKind
  language: ReportLanguage
  text: string
  said: ScriptStep[]
  danger: boolean
  where: string
  /** Paper and visits: the day it was written or received, and who brought it. */
  day: string
  broughtBy: string
  promises: boolean
  receipt: boolean
}

export const emptyNote = (kind: NoteKind, language: ReportLanguage): Note => ({
  kind,
  language,
  text: '',
  said: [],
  danger: false,
  where: '',
  day: '',
  broughtBy: '',
  promises: false,
  receipt: true
})

export const hasWords = (note: Pick<Note, 'text'>, files = 0): boolean => note.text.trim() !== '' || files > 0

/** The note as a report; `head` is the line above the words that says day and bringer, in the operator's language. */
export const reportOf = (
  note: Note,
  promise: { number: string; hours: string; word: string } | undefined,
  files: FileManifest[],
  head: string
): ReportContent => {
  const answerWay: AnswerWay = promise
    ? { kind: 'phone', phone: promise.number, safeHours: promise.hours, safeWord: promise.word }
    : { kind: note.receipt ? 'code' : 'none' }
  const what = [head, note.text.trim()].filter(Boolean).join('\n\n')
  return {
    language: note.language,
    ...(what ? { what } : {}),
    ...(note.danger ? { danger: 'yes' as const } : {}),
    ...(note.where.trim() ? { where: { kind: 'words' as const, words: note.where.trim() } } : {}),
    signs: [],
    answerWay,
    files
  }
}
