/** Imported before graphql-js, which looks once: elsewhere than in production, each look at a type takes ten times as long. */
process.env.NODE_ENV = 'production';
