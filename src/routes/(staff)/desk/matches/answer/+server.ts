import { post } from '#app/endpoint.server.ts'
import { AnswerMeeting, answerMeeting } from '#cases/meetings.server.ts'

export const POST = post(AnswerMeeting, answerMeeting)
