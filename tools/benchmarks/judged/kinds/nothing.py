"""What has no answer: an empty list is right. Marked partial matches and suggestions do no harm."""
from question import Question


def none(text, market="US", **more):
    return Question("nothing", text, [], market=market, **more)


QUESTIONS = [
    none("zxqvwk"), none("qqqqqqqq"), none("salesforce"), none("photoshop"), none("autocad lt"), none("jira"), none("oracle weblogic"), none("ああああ"), none("冷蔵庫", "JP"), none("пылесос", "RU"),
    none("CFQ7TTC0ZZZZ", note="an id that nobody has"), none("CFQ7TTC0ZZZZ:0001", note="an id that nobody has"), none("DZH318Z0XXXX:0001:DZH318Z0YYYY"), none("d2sv99", note="a size that is not made: no near code is meant"),
    none("Standard_Q7x_v9"), none("telstra", "DE", note="sold in Australia alone"), none("eea", "JP", note="sold in Europe alone"), none("&&& *** ()"), none("xk7-99z"), none("lorem ipsum dolor"),
]
