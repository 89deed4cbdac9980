import { post } from '#app/endpoint.server.ts'
import { CheckFile, checkFile } from '#risk/matrices/check-file.server.ts'

export const POST = post(CheckFile, (actor, input) => checkFile(actor, input))
