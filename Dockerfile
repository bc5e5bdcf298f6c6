# sendmail-lint in a container: docker run --rm -v "$PWD:/work:ro" sendmail-lint check .
# Built from the package that `node scripts/npm.mjs` packs, so that what runs is what was tested.
FROM node:22-alpine
COPY out/sendmail-lint-*.tgz /tmp/
RUN npm install --global --offline --no-audit --no-fund /tmp/sendmail-lint-*.tgz && rm /tmp/sendmail-lint-*.tgz
USER node
WORKDIR /work
ENTRYPOINT ["sendmail-lint"]
CMD ["--help"]
