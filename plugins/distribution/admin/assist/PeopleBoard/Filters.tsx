'use client'

import { useRouter } from 'next/navigation.js'
import { useId } from 'react'
import type { PeopleAnswer } from '../../../assist/operations/listPeople.ts'
import { type Choice, hrefOf } from '../readChoice.ts'
import type { Person } from '../tellPhone.ts'

type Args = { choice: Choice; tenants: PeopleAnswer['tenants']; people: Person[] }

/** Which client and whose tasks; the address of the page says so too. */
export const Filters = ({ choice, tenants, people }: Args) => {
  const router = useRouter()
  const id = useId()
  const go = (change: Parameters<typeof hrefOf>[1]) => router.push(hrefOf(choice, change))
  return (
    <div className="postyard-people__filters">
      {tenants.length > 1 ? (
        <label htmlFor={`${id}-tenant`}>
          Client
          <select
            id={`${id}-tenant`}
            value={choice.tenant ?? ''}
            onChange={(event) => go({ tenant: event.target.value || null, person: null })}
          >
            <option value="">All clients</option>
            {tenants.map((tenant) => (
              <option key={tenant.id} value={String(tenant.id)}>
                {tenant.name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label htmlFor={`${id}-person`}>
        Person
        <select
          id={`${id}-person`}
          value={choice.person ?? ''}
          onChange={(event) => go({ person: event.target.value || null })}
        >
          <option value="">Everybody</option>
          {people.map((person) => (
            <option key={person.id} value={String(person.id)}>
              {person.name}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
