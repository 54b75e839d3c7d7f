import { expect, it } from 'vitest'
import { channelStates } from '../../model/channel.ts'
import { deliveryStates } from '../../model/states.ts'
import { lookOf } from './looks.ts'

it('tells any two states of a delivery apart without their colour', () => {
  const shapes = deliveryStates.map((state) => lookOf(state).shape)
  const twice = shapes.filter((shape, index) => shapes.indexOf(shape) !== index)
  // Submitted and dispatched are one arrow in two tones: handed over, and handed over for good.
  expect(twice).toEqual(['arrow'])
})

it('knows every state of a delivery and of a channel', () => {
  for (const state of [...deliveryStates, ...channelStates]) {
    expect(lookOf(state).shape, state).not.toBe('outline')
  }
})

it('shows a state that it does not know by its word', () => {
  expect(lookOf('on_the_moon')).toEqual({ word: 'On the moon', tone: 'grey', shape: 'outline' })
})
