import { post } from '#app/endpoint.server.ts'
import { AddFile, addFile } from '#cases/add-file.server.ts'

export const POST = post(AddFile, (actor, input) => addFile(actor, input))
