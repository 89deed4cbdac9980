import { post } from '#app/endpoint.server.ts'
import { PrintCase, notePrint } from '#cases/out/note-print.server.ts'

export const POST = post(PrintCase, notePrint)
