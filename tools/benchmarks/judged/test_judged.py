"""Checks the figures against ones worked out by hand, and the rules against titles whose grade is plain.

run: python3 -m unittest discover tools/benchmarks/judged
"""
import math
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import metrics  # noqa: E402
from question import Question  # noqa: E402
from rules import folded, prepare, squeezed, words  # noqa: E402


def document(title, *, id=None, market="US", segment="commercial", **more):
    return prepare({"id": id or title, "productId": "CFQ7TTC0LFLX", "skuId": "0001", "skuTitle": title, "productTitle": title, "publisher": "Microsoft Corporation",
                    "productDescription": "", "productType": "OnlineServicesNCE", "markets": [market], "segments": [segment], "isMicrosoft": True, **more})


class Figures(unittest.TestCase):
    grades = {"a": 3, "b": 2, "c": 1}

    def test_the_best_order_is_one(self):
        self.assertEqual(metrics.ndcg(self.grades, ["a", "b", "c"]), 1)

    def test_a_worse_order_is_what_a_pencil_says(self):
        best = 7 + 3 / math.log2(3) + 1 / 2
        self.assertAlmostEqual(metrics.ndcg(self.grades, ["x", "a", "b"]), (7 / math.log2(3) + 3 / 2) / best)

    def test_what_comes_twice_counts_once(self):
        self.assertLess(metrics.ndcg(self.grades, ["b", "b", "b"]), 0.5)
        self.assertEqual(metrics.ndcg(self.grades, ["a", "a", "b", "c"]), 1)

    def test_nothing_found_is_nothing(self):
        self.assertEqual(metrics.ndcg(self.grades, []), 0)
        self.assertEqual(metrics.recall(self.grades, []), 0)

    def test_recall_asks_for_good_answers_only(self):
        self.assertEqual(metrics.recall(self.grades, ["a", "x"]), 0.5)

    def test_shares(self):
        class Small:
            grades = {"q1": {"a": 3}, "q2": {"b": 3}}
        queries = [{"id": "q1"}, {"id": "q2"}, {"id": "none"}, {"id": "partly"}]
        results = [{"query": "q1", "documents": ["a"]}, {"query": "none", "documents": ["a"]}, {"query": "partly", "documents": ["a"], "partial": True}]
        figures = metrics.score(Small, results, queries)
        self.assertEqual((figures["ndcg10"], figures["zero"], figures["false"]), (0.5, 0.5, 0.5))


class Rules(unittest.TestCase):
    def test_words_are_compared_as_a_reader_would(self):
        self.assertEqual(words("Müller & Söhne_GmbH"), ["muller", "sohne", "gmbh"])
        self.assertEqual(folded("ｸﾗｳﾄﾞ Ｏｆｆｉｃｅ"), "クラウド office")
        self.assertEqual(squeezed("Standard_D2s_v3"), "standardd2sv3")

    def test_a_ladder_goes_from_the_closest_to_the_farthest(self):
        titles = ["Visio Plan 2", "Visio Plan 2 (for Department)", "Visio Online Plan 2", "Project Plan 3"]
        judged = Question("words", "visio plan 2").judge([document(t) for t in titles])
        self.assertEqual({k: v[0] for k, v in judged.items()}, {titles[0]: 3, titles[1]: 2, titles[2]: 1})

    def test_without_an_exact_title_the_closest_is_exact(self):
        judged = Question("words", "visio").judge([document("Visio Plan 2"), document("Microsoft Visio Plan 1"), document("Learn Visio")])
        self.assertEqual({k: v[0] for k, v in judged.items()}, {"Visio Plan 2": 3, "Microsoft Visio Plan 1": 3, "Learn Visio": 2})

    def test_what_was_not_asked_for_comes_after_its_like(self):
        documents = [document("Visio Plan 2"), document("Visio Plan 2 Trial", isTrial=True), document("Visio Plan 2 Kit", isMicrosoft=False)]
        self.assertEqual([g for g, _ in Question("words", "visio plan").judge(documents).values()], [3, 2, 1])
        self.assertEqual([g for g, _ in Question("words", "visio plan", wants=("trial",)).judge(documents).values()], [3, 3, 1])

    def test_what_is_not_sold_there_is_no_answer(self):
        documents = [document("Visio Plan 2", market="DE"), document("Visio Plan 1", segment="education")]
        self.assertEqual(list(Question("words", "visio").judge(documents)), ["Visio Plan 1"])
        self.assertEqual(list(Question("words", "visio", segment="commercial").judge(documents)), [])


if __name__ == "__main__":
    unittest.main()
