import { post } from '#app/endpoint.server.ts'
import { RecordStory, recordStory } from '#cases/record-story.server.ts'

export const POST = post(RecordStory, (actor, input) => recordStory(actor, input))
