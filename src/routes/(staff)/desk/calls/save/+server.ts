import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { SavedNote, saveNote } from '#reports/line/save-note.server.ts'

export const POST = post(SavedNote, (actor, input, { locals }) => saveNote(actor, input, zone(locals)))
