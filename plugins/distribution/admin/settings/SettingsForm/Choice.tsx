'use client'

import { SelectInput } from '@payloadcms/ui'
import type { ComponentProps } from 'react'

type Args = Omit<ComponentProps<typeof SelectInput>, 'label'> & { label: string }

/** A select of the panel, whose own input tells a screen reader no name; so what stands around it has one. */
export const Choice = (args: Args) => (
  <fieldset className="postyard-settings__choice" aria-label={args.label}>
    <SelectInput {...args} />
  </fieldset>
)
