import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { endDevice } from '#risk/field/devices.server.ts'

export const POST = post(z.strictObject({ id: z.uuid() }), endDevice)
