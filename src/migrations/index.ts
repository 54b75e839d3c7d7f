import * as migration_20261122_063308_initial from './20261122_063308_initial';

export const migrations = [
  {
    up: migration_20261122_063308_initial.up,
    down: migration_20261122_063308_initial.down,
    name: '20261122_063308_initial'
  },
];
