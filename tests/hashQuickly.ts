import crypto from 'node:crypto'

// As part of a set-up file: a password costs 600,000 rounds, a tenth of a second of a core, so that nobody guesses it from
// its hash. Tests make hundreds of people, whose passwords nobody guesses: one round does for them, by the same function,
// and what is hashed is compared as ever.

const mark = Symbol.for('postyard.hashes-quickly')
const { pbkdf2 } = crypto

if (!(mark in pbkdf2)) {
  const once: typeof pbkdf2 = (password, salt, _rounds, length, digest, done) =>
    pbkdf2(password, salt, 1, length, digest, done)
  crypto.pbkdf2 = Object.assign(once, { [mark]: true })
}
