// A note becomes a report in this browser: the receipt's keys, the seal to the intake team and to the receipt, the call-back apart.
import { me, sealInto } from '#access/keyring.svelte.ts'
import { Problem } from '#kernel/problem.ts'
import { fromBase64url, hex, keysFrom, newReceipt, receiptKeys } from '#seal/index.ts'
import { ask } from '#ui/ask.ts'
import { reportFromNote, type CallBackContact, type Note } from '../note.ts'
import type { Scan, ScanWays } from './scan.ts'

export type NoteDesk = {
  intake: { id: string; epoch: number; recipient: string }
  receiptSalt: string
  placeName: (id: string) => string | undefined
}

/** Throws Problem; what was typed stays where it is, and saving again gives the same report. */
export const saveNote = async (
  note: Note,
  draft: string | null,
  scans: readonly Scan[],
  desk: NoteDesk,
  ways: ScanWays,
  tell: (n: number, all: number) => void
): Promise<{ code: string; deadlineDay: string }> => {
  const { intake } = desk
  const place = { circle: intake.id, epoch: intake.epoch, rev: 1 }
  // without a wanted code there is one all the same, which nobody sees: from outside the two cannot be told apart
  const digits = (note.receiptWanted === 'yes' && note.receipt) || newReceipt()
  const keys = await receiptKeys(digits, fromBase64url(desk.receiptSalt))
  const reporter = await keysFrom(keys.root, 'reporter')
  const recipients = [intake.recipient, reporter.recipient]
  const sent = scans.length
    ? await ways.sealAndSend(
        scans,
        { network: me().network, circle: intake.id, epoch: intake.epoch },
        recipients,
        tell
      )
    : { manifests: [], described: [] }
  const checked = reportFromNote(note, sent.manifests, desk.placeName)
  if (!checked.ok) throw new Problem(checked.errors[0]!.code, 422)
  const sealed = await sealInto(
    checked.report,
    { ...place, kind: 'report', table: 'reports.envelopes', row: note.row, purpose: 'report' },
    recipients
  )
  return ask('/desk/calls/save', {
    key: note.key,
    row: note.row,
    circle: intake.id,
    epoch: intake.epoch,
    sealed,
    receipt: { lookup: hex(keys.lookup), login: hex(keys.login) },
    reporter: reporter.recipient,
    language: note.language,
    urgent: note.danger === 'yes',
    files: sent.described,
    how: note.how,
    draft,
    callBack: note.callBack && {
      row: note.callBackRow,
      sealed: await sealContact(
        { phone: note.callBack.phone, hours: note.callBack.hours, word: note.callBack.word, note: '' },
        note.callBackRow,
        intake
      ),
      byDay: note.callBack.byDay,
      byHour: note.callBack.byHour,
      owner: note.callBack.owner
    }
  })
}

export const contactPlace = (row: string, circle: string, epoch: number) => ({
  kind: 'call-back',
  table: 'line.call_backs',
  row,
  circle,
  epoch,
  purpose: 'call-back',
  rev: 1
})

/** Whom to call, sealed to the intake team. */
export const sealContact = (contact: CallBackContact, row: string, intake: NoteDesk['intake']) =>
  sealInto(contact, contactPlace(row, intake.id, intake.epoch), [intake.recipient])
