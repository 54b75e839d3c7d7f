import { allows, type Permission, permissions } from '../security/permissions.ts'

/**
 * What a key can be allowed: the permissions of the role `api-agent`, of which each key has some.
 *
 * A scope is a permission, never an operation. A key has the permissions that its maker chose, so a permission that comes
 * into being later is in no key that is older, and what asks for it stays shut to them until a new key is made. Who adds an
 * operation that can do more than what a permission stood for until then gives it a permission of its own.
 */
export const keyScopes = (Object.keys(permissions) as Permission[]).filter((permission) =>
  allows('api-agent', permission),
)
