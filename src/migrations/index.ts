import * as migration_20261123_105746_initial from './20261123_105746_initial';

export const migrations = [
  {
    up: migration_20261123_105746_initial.up,
    down: migration_20261123_105746_initial.down,
    name: '20261123_105746_initial'
  },
];
