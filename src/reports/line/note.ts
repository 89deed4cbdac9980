// What an operator takes down: on the telephone, from a paper, from a person at the door. While it is being written it is a draft,
// sealed to the operator's own key; saved it becomes a report like any other. Strict, for the same reason as the report is.
import { z } from 'zod'
import { isDay, type Day } from '#kernel/period.ts'
import {
  aboutWhom,
  checkReport,
  dangers,
  longest,
  reportLanguages,
  type FileManifest,
  type ReportContent,
  type ReportFieldErrorCode
} from '../report.ts'
import { takenHow, takenSteps } from '../taken.ts'

const text = (max: number) => z.string().max(max)
const day = z.string().refine(isDay)

/** A call-back as agreed with the caller. The number is what the person says; it is never read from a line. */
export const AgreedCallBack = z.strictObject({
  phone: text(longest.phone),
  hours: text(longest.hours),
  word: text(longest.word),
  byDay: day,
  byHour: z.int().min(0).max(23),
  owner: z.uuid()
})
export type AgreedCallBack = z.infer<typeof AgreedCallBack>

/** What is sealed of a call-back: whom to call and how to be safe with it. */
export const CallBackContact = z.strictObject({
  phone: text(longest.phone),
  hours: text(longest.hours),
  word: text(longest.word),
  note: text(2_000)
})
export type CallBackContact = z.infer<typeof CallBackContact>

export const Note = z.strictObject({
  v: z.literal(1),
  how: z.enum(takenHow),
  /** Made once, so that saving twice over a bad line, or from a draft opened again, gives one report. */
  row: z.uuid(),
  key: z.string().regex(/^[0-9a-f]{32}$/),
  callBackRow: z.uuid(),
  startedAt: z.iso.datetime(),
  language: z.enum(reportLanguages),
  words: text(longest.what),
  danger: z.union([z.enum(dangers), z.literal('')]),
  about: z.union([z.enum(aboutWhom), z.literal('')]),
  /** A settlement's id, `online`, `unknown` or nothing. */
  place: z.string().regex(/^[a-z0-9-]{0,64}$/),
  placeWords: text(longest.where),
  name: text(longest.name),
  steps: z.array(z.enum(takenSteps)).max(takenSteps.length),
  callBack: AgreedCallBack.nullable(),
  /** The 24 digits are made when they are first shown, and stay the same whatever breaks. */
  receipt: z
    .string()
    .regex(/^[0-9]{24}$/)
    .nullable(),
  receiptWanted: z.enum(['', 'yes', 'no']),
  receiptRepeated: z.boolean(),
  receivedOn: day,
  writtenOn: z.union([day, z.literal('')]),
  broughtBy: text(longest.name),
  /** The report that this is about again. */
  continues: z.string().max(40)
})
export type Note = z.infer<typeof Note>

export const newNote = (
  how: Note['how'],
  start: {
    row: string
    key: string
    callBackRow: string
    at: string
    today: Day
    language: Note['language']
    continues?: string
  }
): Note => ({
  v: 1,
  how,
  row: start.row,
  key: start.key,
  callBackRow: start.callBackRow,
  startedAt: start.at,
  language: start.language,
  words: '',
  danger: '',
  about: '',
  place: '',
  placeWords: '',
  name: '',
  steps: [],
  callBack: null,
  receipt: null,
  receiptWanted: '',
  receiptRepeated: false,
  receivedOn: start.today,
  writtenOn: '',
  broughtBy: '',
  continues: start.continues ?? ''
})

/** Nothing was said and nothing taken down: only then a call may be closed as one without words. */
export const isWordless = (note: Note): boolean =>
  ![note.words, note.placeWords, note.name, note.callBack?.phone ?? ''].some(said => said.trim() !== '') &&
  note.receipt === null

export type NoteErrorCode =
  | ReportFieldErrorCode
  | 'call.choose-receipt'
  | 'call.not-repeated'
  | 'call.number-missing'
  | 'call.due-in-the-past'
  | 'call.written-after-received'
export type NoteError = { readonly field: string; readonly code: NoteErrorCode }

const whereOf = (note: Note, placeName: (id: string) => string | undefined): ReportContent['where'] => {
  const words = note.placeWords.trim()
  if (note.place === 'online') return words ? { kind: 'online', words } : { kind: 'online' }
  const name = note.place && note.place !== 'unknown' ? placeName(note.place) : undefined
  // a landmark narrows the settlement: the report has room for both only as words
  if (words) return { kind: 'words', words: name ? `${name}: ${words}` : words }
  if (name) return { kind: 'settlement', settlement: note.place }
  return note.place === 'unknown' ? { kind: 'unknown' } : undefined
}

/** All that a number needs to be safe to call: then the team may use it as long as the report is open. */
const answerWay = ({ callBack, receiptWanted }: Note): ReportContent['answerWay'] => {
  if (callBack && callBack.hours.trim() && callBack.word.trim())
    return { kind: 'phone', phone: callBack.phone, safeHours: callBack.hours, safeWord: callBack.word }
  return { kind: receiptWanted === 'yes' ? 'code' : 'none' }
}

/** What is wrong with a note before it is saved, each said at its field; `dueInTheFuture` is the caller's clock. */
export const noteErrors = (note: Note, files: number, dueInTheFuture: boolean): NoteError[] => {
  const errors: NoteError[] = []
  const say = (field: string, code: NoteErrorCode) => errors.push({ field, code })
  if (!note.words.trim() && files === 0) say('words', 'report.write-what-or-add-file')
  const phone = note.callBack?.phone.trim()
  if (note.callBack && !phone) say('phone', 'call.number-missing')
  else if (phone && !(/^\+?[0-9 ()/.-]+$/.test(phone) && /^\D*(\d\D*){5,15}$/.test(phone)))
    say('phone', 'report.phone-not-readable')
  if (note.callBack && !dueInTheFuture) say('by-day', 'call.due-in-the-past')
  if (note.writtenOn && note.writtenOn > note.receivedOn) say('written-on', 'call.written-after-received')
  if (note.receiptWanted === '') say('receipt', 'call.choose-receipt')
  // on a paper nobody repeats anything: it is printed and handed over
  else if (note.receiptWanted === 'yes' && !note.receiptRepeated) say('receipt', 'call.not-repeated')
  return errors
}

/** A note without errors → the report. What was not said is not there at all. */
export const reportFromNote = (
  note: Note,
  files: FileManifest[],
  placeName: (id: string) => string | undefined
): ReturnType<typeof checkReport> => {
  const where = whereOf(note, placeName)
  return checkReport({
    language: note.language,
    ...(note.about && { about: note.about }),
    ...(note.words.trim() && { what: note.words }),
    ...(note.danger && { danger: note.danger }),
    ...(where && { where }),
    signs: [],
    answerWay: answerWay(note),
    ...(note.name.trim() && { name: note.name }),
    files,
    taken: {
      how: note.how,
      steps: note.steps,
      receivedOn: note.receivedOn,
      ...(note.writtenOn && { writtenOn: note.writtenOn }),
      ...(note.broughtBy.trim() && { broughtBy: note.broughtBy }),
      ...(note.continues && { continues: note.continues })
    }
  })
}
