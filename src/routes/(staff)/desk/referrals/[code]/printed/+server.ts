import { post } from '#app/endpoint.server.ts'
import { notePrintedReferral, PrintReferral } from '#services/note-print.server.ts'

export const POST = post(PrintReferral, notePrintedReferral)
