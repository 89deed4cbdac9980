// Imported for what it does, by the house and by the database tests: passwords are stretched by Argon2id of the platform.
import { hashRaw } from '@node-rs/argon2'
import { stretchWith } from '#seal/argon2.ts'

/** The library's enum is a type only. */
const argon2id = 2

stretchWith((password, salt, cost) => hashRaw(password, { ...cost, salt, algorithm: argon2id }))
