import * as migration_20261122_192300_initial from './20261122_192300_initial';

export const migrations = [
  {
    up: migration_20261122_192300_initial.up,
    down: migration_20261122_192300_initial.down,
    name: '20261122_192300_initial'
  },
];
