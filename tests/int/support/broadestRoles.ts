import { allows, type Permission, permissions, type Role, roles } from 'postyard'

const all = Object.keys(permissions) as Permission[]

const isWithin = (role: Role, other: Role): boolean =>
  all.every((permission) => !allows(role, permission) || allows(other, permission))

/**
 * The roles whose rights no other role has all of, and the program's, for which rules of their own hold: what none of
 * these may see, nobody may.
 */
export const broadestRoles: Role[] = roles.filter(
  (role, index) =>
    role === 'api-agent' ||
    !roles.some(
      (other, place) =>
        other !== role && isWithin(role, other) && (!isWithin(other, role) || place < index),
    ),
)
